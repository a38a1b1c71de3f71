package org.campanile.serving.store;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.campanile.core.CampanileException;

/**
 * Names in a store: that by which readers know the vectors, and of each version's table the same followed by the version.
 */
record StoreNames(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,39}");
    private static final Pattern VERSION = Pattern.compile("[0-9a-z]{1,20}");

    StoreNames {
        if (!NAME.matcher(name).matches()) {
            throw new CampanileException("--name is '" + name
                    + "': a name has 1 to 40 lower-case letters, digits and underscores, and begins with no digit.");
        }
    }

    /** The name of a version's own table. */
    String of(String version) {
        if (!VERSION.matcher(version).matches()) {
            throw new CampanileException("'" + version + "' is no version of a model: train and bundle it again.");
        }
        return name + "_v" + version;
    }

    /** The version that a table is of, if it is one of these. */
    Optional<String> version(String table) {
        String prefix = name + "_v";
        return Optional.of(table)
                .filter(other -> other.startsWith(prefix))
                .map(other -> other.substring(prefix.length()))
                .filter(version -> VERSION.matcher(version).matches());
    }

    /** The versions that tables are of, sorted. */
    List<String> versions(List<String> tables) {
        return tables.stream()
                .flatMap(table -> version(table).stream())
                .sorted()
                .toList();
    }
}
