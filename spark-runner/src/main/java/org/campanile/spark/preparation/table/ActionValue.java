package org.campanile.spark.preparation.table;

import org.campanile.core.Check;
import org.campanile.core.config.Option;

/** An entry of {@code data.actions}: what an action of users is worth. */
public record ActionValue(
        @Option("The action, as it stands in the column that data.value names.")
        String name,

        @Option(value = "Its value, as a rating would be.", defaultValue = "1", range = "[0, 1000000]")
        double value) {
    public ActionValue {
        Check.that(!name.isBlank(), "name of an action is empty");
    }
}
