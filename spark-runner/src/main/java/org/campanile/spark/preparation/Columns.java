package org.campanile.spark.preparation;

import java.util.Collection;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.campanile.core.Check;
import org.campanile.core.schema.Feature;

/** Columns by the names of features, which may hold any character. */
final class Columns {
    private Columns() {}

    /** The column of this name; {@code a.b} is a name, not a field of a column {@code a}. */
    static Column named(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }

    /** Throws if a feature has the name of a column that means something else, or begins with an underscore. */
    static void requireFree(Collection<Feature> features, Set<String> taken) {
        for (Feature feature : features) {
            Check.that(
                    !taken.contains(feature.name()) && !feature.name().startsWith("_"),
                    "feature %s has the name of a column with a meaning of its own",
                    feature.name());
        }
    }
}
