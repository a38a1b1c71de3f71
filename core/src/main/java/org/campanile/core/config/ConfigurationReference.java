package org.campanile.core.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What options there are, derived from the records that declare them. */
public final class ConfigurationReference {
    private ConfigurationReference() {}

    /**
     * One option for the reference.
     *
     * @param key          the whole key, such as {@code training.batch-size}
     * @param type         what kind of value it takes, with the allowed words or interval
     * @param defaultValue the default as YAML; empty when the option must be given
     * @param description  one sentence
     */
    public record Entry(String key, String type, String defaultValue, String description) {}

    /** The options common to all runs. */
    public static List<Entry> common() {
        return entries(RunConfiguration.class, "");
    }

    /** The options of a variant: those of a model type under {@code model}, those of a source under {@code data}. */
    public static List<Entry> variant(Class<?> options) {
        return entries(options, ModelOptions.class.isAssignableFrom(options) ? "model." : "data.");
    }

    private static List<Entry> entries(Class<?> recordClass, String path) {
        return entries(OptionDescriptor.of(recordClass), path);
    }

    private static List<Entry> entries(List<OptionDescriptor> options, String path) {
        List<Entry> entries = new ArrayList<>();
        for (OptionDescriptor option : options) {
            if (option.isIncluded()) {
                entries.addAll(entries(option.included(), path));
            } else if (option.isSection()) {
                entries.addAll(entries(option.type(), path + option.key() + "."));
            } else if (!option.isVariant()) {
                String defaultText = option.defaultText();
                entries.add(new Entry(
                        path + option.key(),
                        typeOf(option),
                        defaultText == null ? "" : defaultText,
                        option.description()));
                if (option.isListOfSections()) {
                    entries.addAll(entries(option.type(), path + option.key() + "[]."));
                }
            }
        }
        return entries;
    }

    private static String typeOf(OptionDescriptor option) {
        String type = wordFor(option.type());
        String range =
                option.range().text().isEmpty() ? "" : " in " + option.range().text();
        return (option.isList() ? "list of " : "") + type + range;
    }

    private static String wordFor(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(ValueParser::word).collect(Collectors.joining(" | "));
        }
        if (type.isRecord()) {
            return "sections";
        }
        if (type == String.class) {
            return "text";
        }
        if (type == boolean.class) {
            return "true | false";
        }
        return type == double.class || type == Double.class ? "number" : "whole number";
    }
}
