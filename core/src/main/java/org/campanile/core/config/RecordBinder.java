package org.campanile.core.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ConfigurationNode.Items;
import org.campanile.core.config.ConfigurationNode.Scalar;
import org.campanile.core.config.ConfigurationNode.Section;
import org.jspecify.annotations.Nullable;

/** Sections to records: every key must be an option, every value of its type and in its range. */
final class RecordBinder {
    private final ConfigurationVariants variants;

    RecordBinder(ConfigurationVariants variants) {
        this.variants = variants;
    }

    /** Binds a section to a record; {@code path} is the section's own key, empty for the root. */
    <T> T bind(Section section, Class<T> type, String path) {
        List<String> known = new ArrayList<>();
        Object[] values = bindAll(section, OptionDescriptor.of(type), path, known);
        refuseUnknown(section, known, path);
        return create(type, values, section, path);
    }

    /** The values of options of one section, whose keys are added to {@code known}. */
    private Object[] bindAll(Section section, List<OptionDescriptor> options, String path, List<String> known) {
        Object[] values = new Object[options.size()];
        for (int i = 0; i < values.length; i++) {
            OptionDescriptor option = options.get(i);
            if (option.isVariant()) {
                Class<?> variant = variantOf(section, option, options, path);
                if (variant == PassedOver.class) {
                    known.addAll(section.entries().keySet());
                }
                values[i] = create(variant, bindAll(section, OptionDescriptor.of(variant), path, known), section, path);
            } else if (option.isIncluded()) {
                values[i] = create(option.type(), bindAll(section, option.included(), path, known), section, path);
            } else {
                known.add(option.key());
                values[i] = bindOption(section, option, path);
            }
        }
        return values;
    }

    private Object bindOption(Section section, OptionDescriptor option, String path) {
        String optionPath = join(path, option.key());
        ConfigurationNode node = section.entries().get(option.key());
        if (node == null) {
            node = defaultOf(option, section, optionPath);
        }
        if (option.isSection()) {
            return bind(expect(node, Section.class, "a section with keys", optionPath), option.type(), optionPath);
        }
        if (option.isList()) {
            return bindList(expect(node, Items.class, "a list", optionPath), option, optionPath);
        }
        return ValueParser.parse(expect(node, Scalar.class, "a single value", optionPath), option, optionPath);
    }

    private List<Object> bindList(Items items, OptionDescriptor option, String path) {
        List<Object> values = new ArrayList<>();
        for (ConfigurationNode item : items.values()) {
            if (option.type().isRecord()) {
                String itemPath = path + "[" + values.size() + "]";
                values.add(bind(expect(item, Section.class, "a section with keys", itemPath), option.type(), itemPath));
            } else {
                values.add(ValueParser.parse(expect(item, Scalar.class, "a single value", path), option, path));
            }
        }
        return values;
    }

    private static ConfigurationNode defaultOf(OptionDescriptor option, Section section, String path) {
        String text = option.defaultText();
        if (text == null) {
            throw new CampanileException(section.origin() + ": " + path + " is missing. " + option.description());
        }
        return YamlParser.parseValue(text, "default of " + path);
    }

    private Class<?> variantOf(Section section, OptionDescriptor option, List<OptionDescriptor> siblings, String path) {
        String key = option.selector();
        OptionDescriptor selector = siblings.stream()
                .filter(sibling -> sibling.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no option " + key + " to choose a variant"));
        String chosen = (String) bindOption(section, selector, path);
        Map<String, Class<?>> known = variants.of(option.type());
        Class<?> variant = known.getOrDefault(chosen, known.get(PassedOver.SOURCE));
        if (variant == null) {
            ConfigurationNode node = section.entries().get(key);
            throw new CampanileException((node == null ? section : node).origin() + ": " + join(path, selector.key())
                    + " is "
                    + chosen + suggestion("", chosen, known.keySet().stream().toList()) + "; allowed: "
                    + String.join(", ", known.keySet()) + ".");
        }
        return variant;
    }

    private static void refuseUnknown(Section section, List<String> known, String path) {
        section.entries().forEach((key, node) -> {
            if (!known.contains(key)) {
                throw new CampanileException(node.origin() + ": unknown key " + join(path, key)
                        + suggestion(path, key, known) + ". Keys here: "
                        + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        });
    }

    private static String suggestion(String path, String word, List<String> known) {
        return NearestWord.find(word, known)
                .map(nearest -> " (did you mean " + join(path, nearest) + "?)")
                .orElse("");
    }

    private static <N extends ConfigurationNode> N expect(
            ConfigurationNode node, Class<N> kind, String expected, String path) {
        if (!kind.isInstance(node)) {
            throw new CampanileException(
                    node.origin() + ": " + path + " must be " + expected + ", but is " + node.kind() + ".");
        }
        return kind.cast(node);
    }

    /** Records check what goes beyond one option's range in their constructors. */
    private static <T> T create(Class<T> type, @Nullable Object[] values, Section section, String path) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException cause) {
                throw new CampanileException(
                        section.origin() + ": section " + path + ": " + cause.getMessage() + ".", cause);
            }
            throw new IllegalStateException("cannot create " + type, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + type, e);
        }
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
