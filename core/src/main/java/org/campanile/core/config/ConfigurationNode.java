package org.campanile.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a configuration file before its type is known, with the place it was written at. */
sealed interface ConfigurationNode {
    /** Where the value stands: {@code config.yaml:12} or {@code --set a.b=c}. */
    String origin();

    /** What a message calls this kind of value. */
    String kind();

    /** A single word, number or text; {@code text} is as written, without quotes. */
    record Scalar(String origin, String text) implements ConfigurationNode {
        @Override
        public String kind() {
            return "a single value";
        }
    }

    /** A list. */
    record Items(String origin, List<ConfigurationNode> values) implements ConfigurationNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys with values, in the order of the file. Mutable while overrides are applied. */
    record Section(String origin, Map<String, ConfigurationNode> entries) implements ConfigurationNode {
        static Section empty(String origin) {
            return new Section(origin, new LinkedHashMap<>());
        }

        @Override
        public String kind() {
            return "a section with keys";
        }
    }
}
