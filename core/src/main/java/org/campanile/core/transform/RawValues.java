package org.campanile.core.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.campanile.core.CampanileException;
import org.jspecify.annotations.Nullable;

/** Raw values of any Java type as numbers, texts and lists. */
final class RawValues {
    private RawValues() {}

    /** A number, or a text that is one; null when there is none. */
    static @Nullable Float number(@Nullable Object value, String input) {
        if (value == null || value instanceof Float) {
            return (Float) value;
        }
        if (value instanceof Number number) {
            return number.floatValue();
        }
        String text = value.toString().strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Float.valueOf(text);
        } catch (NumberFormatException e) {
            throw new CampanileException("The value of " + input + " is '" + text + "'; allowed: a number.", e);
        }
    }

    /** The value as a text; null when there is none. */
    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** A collection or an array of objects as texts; empty when there is none. */
    static List<@Nullable String> texts(@Nullable Object value, String input) {
        if (value == null) {
            return List.of();
        }
        Collection<?> values;
        if (value instanceof Collection<?> collection) {
            values = collection;
        } else if (value instanceof Object[] array) {
            values = Arrays.asList(array);
        } else {
            throw new CampanileException("The value of " + input + " is '" + value + "'; allowed: a list.");
        }
        List<@Nullable String> texts = new ArrayList<>(values.size());
        values.forEach(element -> texts.add(text(element)));
        return texts;
    }
}
