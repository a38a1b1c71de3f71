package org.campanile.core.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.campanile.core.Check;
import org.jspecify.annotations.Nullable;

/**
 * One option as its record component declares it.
 *
 * @param key         the key in kebab-case
 * @param type        the component's type; the element's type for a list
 * @param isList      whether the value is a list
 * @param description one sentence
 * @param defaultText the default as YAML; null when the option must be given
 * @param range       the allowed interval of numbers
 * @param selector    for a variant, the key of the option that chooses it; null otherwise
 * @param included    for options included from another record, those options; empty otherwise
 */
record OptionDescriptor(
        String key,
        Class<?> type,
        boolean isList,
        String description,
        @Nullable String defaultText,
        Interval range,
        @Nullable String selector,
        List<OptionDescriptor> included) {

    /** The options of a record class, in the order of its components. */
    static List<OptionDescriptor> of(Class<?> recordClass) {
        Check.that(recordClass.isRecord(), "%s must be a record", recordClass);
        return Arrays.stream(recordClass.getRecordComponents())
                .map(OptionDescriptor::of)
                .toList();
    }

    private static OptionDescriptor of(RecordComponent component) {
        String key = kebab(component.getName());
        Variant variant = component.getAnnotation(Variant.class);
        if (variant != null) {
            return new OptionDescriptor(
                    key, component.getType(), false, "", null, Interval.ANY, kebab(variant.selector()), List.of());
        }
        Included included = component.getAnnotation(Included.class);
        if (included != null) {
            List<OptionDescriptor> options = withDefaults(of(component.getType()), included.defaults());
            return new OptionDescriptor(key, component.getType(), false, "", null, Interval.ANY, null, options);
        }
        Option option = component.getAnnotation(Option.class);
        Check.that(option != null, "component %s of %s needs @Option", key, component.getDeclaringRecord());
        boolean isList = component.getType() == List.class;
        return new OptionDescriptor(
                key,
                isList ? elementType(component.getGenericType()) : component.getType(),
                isList,
                option.value(),
                option.defaultValue().equals(Option.REQUIRED) ? null : option.defaultValue(),
                Interval.parse(option.range()),
                null,
                List.of());
    }

    private static List<OptionDescriptor> withDefaults(List<OptionDescriptor> options, String[] defaults) {
        List<OptionDescriptor> result = new ArrayList<>(options);
        for (String keyAndValue : defaults) {
            int colon = keyAndValue.indexOf(':');
            Check.that(colon > 0, "a default must be of the form key: value, but is %s", keyAndValue);
            String key = keyAndValue.substring(0, colon);
            Check.that(
                    options.stream().anyMatch(option -> option.key().equals(key)),
                    "there is no option %s to have a default",
                    key);
            result.replaceAll(option -> option.key().equals(key)
                    ? option.withDefault(keyAndValue.substring(colon + 1).strip())
                    : option);
        }
        return List.copyOf(result);
    }

    private OptionDescriptor withDefault(String text) {
        return new OptionDescriptor(key, type, isList, description, text, range, selector, included);
    }

    /** Whether this stands for the options of another record, in the same section. */
    boolean isIncluded() {
        return !included.isEmpty();
    }

    boolean isVariant() {
        return selector != null;
    }

    boolean isSection() {
        return type.isRecord() && !isList && !isIncluded();
    }

    boolean isListOfSections() {
        return type.isRecord() && isList;
    }

    /** The word for a component or an enum constant in configuration files: {@code batchSize} and {@code BATCH_SIZE} are {@code batch-size}. */
    static String kebab(String name) {
        if (name.equals(name.toUpperCase(Locale.ROOT))) {
            return name.toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Class<?> elementType(Type list) {
        return (Class<?>) ((ParameterizedType) list).getActualTypeArguments()[0];
    }
}
