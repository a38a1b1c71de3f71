package org.campanile.core.storage;

import org.campanile.core.Check;

/** The rule for paths inside a file store, for implementations of {@link FileStore}. */
public final class RelativePath {
    private RelativePath() {}

    /**
     * Returns the path if it cannot lead out of the store's folder.
     *
     * @throws IllegalArgumentException if it is absolute or has an empty name, {@code .}, {@code ..}, a backslash or a
     *     control character
     */
    public static String check(String path) {
        if (path.isEmpty()) {
            return path;
        }
        for (String name : path.split("/", -1)) {
            boolean allowed = !name.isEmpty() && !name.equals(".") && !name.equals("..");
            Check.that(
                    allowed && name.chars().noneMatch(RelativePath::isForbidden),
                    "path must be relative, of names without '..', backslashes or control characters, but is '%s'",
                    path);
        }
        return path;
    }

    private static boolean isForbidden(int character) {
        return character == '\\' || Character.isISOControl(character);
    }
}
