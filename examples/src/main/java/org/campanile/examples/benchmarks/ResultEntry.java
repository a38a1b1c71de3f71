package org.campanile.examples.benchmarks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of the list of results, as it stands in JSON. */
record ResultEntry(Map<String, @Nullable Object> values) {
    ResultEntry {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** What an entry is about: a later one of the same key replaces an earlier. */
    String key() {
        return text("name") + " " + text("size");
    }

    String text(String field) {
        Object value = values.get(field);
        return value == null ? "-" : value.toString();
    }

    /** Not a number when the field is absent. */
    double number(String field) {
        return values.get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Whether there is a floor and the ratio is below it. */
    boolean missesFloor() {
        return number("ratio") < number("floor");
    }
}
