package org.campanile.core.config;

import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ConfigurationNode.Section;

/** Applies {@code --set a.b=c} to a configuration before it is bound, so that overrides are checked like the file. */
final class Overrides {
    private Overrides() {}

    static void apply(Section root, List<String> overrides) {
        overrides.forEach(override -> apply(root, override));
    }

    private static void apply(Section root, String override) {
        String origin = "--set " + override;
        int equals = override.indexOf('=');
        if (equals < 1) {
            throw new CampanileException(origin + " must have the form key=value, such as training.epochs=5.");
        }
        String[] path = override.substring(0, equals).split("\\.", -1);
        Section section = root;
        for (int i = 0; i < path.length - 1; i++) {
            ConfigurationNode next = section.entries().computeIfAbsent(path[i], key -> Section.empty(origin));
            if (!(next instanceof Section inner)) {
                throw new CampanileException(origin + ": " + path[i] + " is a single value without keys inside.");
            }
            section = inner;
        }
        section.entries().put(path[path.length - 1], YamlParser.parseValue(override.substring(equals + 1), origin));
    }
}
