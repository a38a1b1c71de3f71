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
        List<@Nullable String> texts = new ArrayList<>();
        elements(value, input).forEach(element -> texts.add(text(element)));
        return texts;
    }

    /** A collection or an array of objects as numbers; empty when there is none. */
    static List<@Nullable Float> numbers(@Nullable Object value, String input) {
        List<@Nullable Float> numbers = new ArrayList<>();
        elements(value, input).forEach(element -> numbers.add(number(element, input)));
        return numbers;
    }

    private static Collection<?> elements(@Nullable Object value, String input) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof Collection<?> collection) {
            return collection;
        }
        if (value instanceof Object[] array) {
            return Arrays.asList(array);
        }
        throw new CampanileException("The value of " + input + " is '" + value + "'; allowed: a list.");
    }
}
