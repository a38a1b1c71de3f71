package org.campanile.core.config;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ConfigurationNode.Scalar;

/** Words of a configuration file to typed values. */
final class ValueParser {
    private ValueParser() {}

    /** Parses a word as the option's type and checks its range; {@code path} names the option in messages. */
    static Object parse(Scalar value, OptionDescriptor option, String path) {
        Class<?> type = option.type();
        if (type == String.class) {
            return value.text();
        }
        if (type == boolean.class) {
            return parseBoolean(value, path);
        }
        if (type.isEnum()) {
            return parseConstant(value, type, path);
        }
        return parseNumber(value, option, path);
    }

    private static boolean parseBoolean(Scalar value, String path) {
        return switch (value.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(value, path, "true or false");
        };
    }

    private static Object parseConstant(Scalar value, Class<?> type, String path) {
        Object[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> word(constant).equals(value.text()))
                .findFirst()
                .orElseThrow(() -> wrong(
                        value,
                        path,
                        Arrays.stream(constants).map(ValueParser::word).collect(Collectors.joining(", "))));
    }

    private static Object parseNumber(Scalar value, OptionDescriptor option, String path) {
        String allowed = (isWhole(option.type()) ? "a whole number" : "a number")
                + (option.range().text().isEmpty()
                        ? ""
                        : " in " + option.range().text());
        Object number;
        try {
            number = number(value.text().replace("_", ""), option.type());
        } catch (NumberFormatException e) {
            throw wrong(value, path, allowed);
        }
        if (!option.range().contains(((Number) number).doubleValue())) {
            throw wrong(value, path, allowed);
        }
        return number;
    }

    private static Object number(String text, Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return Integer.parseInt(text);
        }
        if (type == long.class || type == Long.class) {
            return Long.parseLong(text);
        }
        if (type == double.class || type == Double.class) {
            return Double.parseDouble(text);
        }
        throw new IllegalArgumentException("options of type " + type + " are not supported");
    }

    private static boolean isWhole(Class<?> type) {
        return type != double.class && type != Double.class;
    }

    /** The word that stands for an enum constant. */
    static String word(Object constant) {
        return OptionDescriptor.kebab(((Enum<?>) constant).name());
    }

    private static CampanileException wrong(Scalar value, String path, String allowed) {
        String shown = value.text().isEmpty() ? "empty" : value.text();
        return new CampanileException(value.origin() + ": " + path + " is " + shown + "; allowed: " + allowed + ".");
    }
}
