package org.campanile.core.config;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Resolved configurations as text: every option with its value. */
public final class ConfigurationWriter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");
    private static final Pattern RESERVED = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private ConfigurationWriter() {}

    /** YAML that {@link ConfigurationReader#parse} reads back to an equal configuration. */
    public static String toYaml(RunConfiguration configuration) {
        StringBuilder yaml = new StringBuilder();
        write(sections(configuration), "", yaml);
        return yaml.toString();
    }

    /** Every option's value by its whole key, such as {@code training.batch-size}. */
    public static Map<String, String> flatten(RunConfiguration configuration) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten(sections(configuration), "", flat);
        return flat;
    }

    @SuppressWarnings("unchecked")
    private static void flatten(Map<String, Object> section, String path, Map<String, String> flat) {
        section.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten((Map<String, Object>) inner, path + key + ".", flat);
            } else {
                flat.put(path + key, value instanceof String text ? text : scalar(value));
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static void write(Map<String, Object> section, String indent, StringBuilder yaml) {
        section.forEach((key, value) -> {
            yaml.append(indent).append(key).append(':');
            if (value instanceof Map<?, ?> inner) {
                yaml.append('\n');
                write((Map<String, Object>) inner, indent + "  ", yaml);
            } else {
                yaml.append(' ').append(scalar(value)).append('\n');
            }
        });
    }

    /** Nested maps of keys to values; keys of variants and of included options stand beside the others. */
    private static Map<String, Object> sections(Record section) {
        Map<String, Object> entries = new LinkedHashMap<>();
        List<OptionDescriptor> options = OptionDescriptor.of(section.getClass());
        RecordComponent[] components = section.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            OptionDescriptor option = options.get(i);
            Object value = read(section, components[i]);
            if (option.isVariant() || option.isIncluded()) {
                entries.putAll(sections((Record) value));
            } else if (option.isSection()) {
                entries.put(option.key(), sections((Record) value));
            } else {
                entries.put(option.key(), value);
            }
        }
        return entries;
    }

    private static Object read(Record section, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(section);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static String scalar(Object value) {
        if (value instanceof List<?> items) {
            return items.stream().map(ConfigurationWriter::scalar).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Record item) {
            return sections(item).entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + scalar(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Enum<?> constant) {
            return ValueParser.word(constant);
        }
        if (value instanceof String text) {
            return isPlain(text) ? text : quote(text);
        }
        return String.valueOf(value);
    }

    /** A single value, of whatever type, as it is written in a file: in quotes where it would be taken for more than one. */
    static String word(String text) {
        return PLAIN.matcher(text).matches() || NUMBER.matcher(text).matches() ? text : quote(text);
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches();
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
