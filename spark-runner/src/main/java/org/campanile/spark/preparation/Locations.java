package org.campanile.spark.preparation;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.campanile.core.CampanileException;

/** Locations of files and folders: local paths, or URIs such as {@code s3a://bucket/folder}. */
public final class Locations {
    /* Two characters or more: C:\data is a path. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
    private static final Pattern GLOB = Pattern.compile("[\\[\\]{}*?,\\\\]");

    private Locations() {}

    /** Whether the location is a path of the local file system without a scheme. */
    public static boolean isLocal(String location) {
        return !SCHEME.matcher(location).matches();
    }

    /** The location without slashes at its end; a local path is made absolute, a {@code file:} URI becomes a path. */
    public static String absolute(String location) {
        if (isLocal(location)) {
            return Path.of(location).toAbsolutePath().normalize().toString();
        }
        if (location.startsWith("file:")) {
            return localPath(location);
        }
        return location.replaceAll("/+$", "");
    }

    /** The location of a file or folder inside a folder. */
    public static String child(String folder, String name) {
        return absolute(folder) + "/" + name;
    }

    /** The location as Hadoop reads it: always with a scheme, special characters of file patterns escaped. */
    public static String pattern(String location) {
        String absolute = absolute(location);
        return GLOB.matcher(isLocal(location) ? "file://" + absolute : absolute).replaceAll("\\\\$0");
    }

    /** The folder above an absolute location. */
    public static String parent(String location) {
        String parent = location.substring(0, lastSlash(location));
        return parent.isEmpty() || parent.endsWith(":") ? parent + "/" : parent;
    }

    /** The last name of an absolute location. */
    static String name(String location) {
        return location.substring(lastSlash(location) + 1);
    }

    private static String localPath(String location) {
        try {
            return Path.of(URI.create(location)).normalize().toString();
        } catch (IllegalArgumentException malformed) {
            throw new CampanileException(
                    "'" + location
                            + "' is not a URI of a local folder: write it as file:///folder, with %20 for a space.",
                    malformed);
        }
    }

    private static int lastSlash(String location) {
        int slash = location.lastIndexOf('/');
        if (slash < 0 || slash == location.length() - 1 || location.startsWith("//", slash - 1)) {
            throw new CampanileException(
                    "data.prepared must name a folder below another one, but is " + location + ".");
        }
        return slash;
    }
}
