package org.campanile.spark.preparation.text;

import java.util.List;

/** The fields of one line. Every method throws {@link RejectedRow} with a reason made from the field's name. */
public final class Fields {
    private final List<String> values;

    Fields(List<String> values) {
        this.values = values;
    }

    /** The text of a field, without space around it; may be empty. */
    public String text(int field) {
        return values.get(field).strip();
    }

    /** The text of a field that must not be empty: {@code empty-NAME}. */
    public String required(int field, String name) throws RejectedRow {
        String value = text(field);
        if (value.isEmpty()) {
            throw new RejectedRow("empty-" + name);
        }
        return value;
    }

    /** A whole number: {@code empty-NAME}, {@code non-numeric-NAME}. */
    public long integer(int field, String name) throws RejectedRow {
        String value = required(field, name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw new RejectedRow("non-numeric-" + name);
        }
    }

    /** A finite number: {@code empty-NAME}, {@code non-numeric-NAME}. */
    public float number(int field, String name) throws RejectedRow {
        String value = required(field, name);
        try {
            float number = Float.parseFloat(value);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            /* The same reason as for NaN and infinity. */
        }
        throw new RejectedRow("non-numeric-" + name);
    }
}
