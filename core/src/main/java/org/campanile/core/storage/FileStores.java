package org.campanile.core.storage;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.campanile.core.CampanileException;

/** Opens the file store of a location that a user wrote. */
public final class FileStores {
    /** Two letters at least, so that a drive letter is not taken for a scheme. */
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+:.*");

    private FileStores() {}

    /** Whether the location is a path or a {@code file:} URI, of this machine or mounted on it. */
    public static boolean isLocal(String location) {
        return !SCHEME.matcher(location).matches() || location.regionMatches(true, 0, "file:", 0, 5);
    }

    /**
     * Opens a local path, a {@code file:} URI, or any location that a {@link FileStoreProvider} on the class path
     * accepts. The folder need not exist.
     *
     * @throws CampanileException if nobody can open the location
     */
    public static FileStore open(String location) {
        if (location.isBlank()) {
            throw new CampanileException("The location of a folder is empty: give a path or a URI");
        }
        if (!SCHEME.matcher(location).matches()) {
            return local(location);
        }
        if (location.regionMatches(true, 0, "file:", 0, 5)) {
            return new LocalFileStore(localPath(location));
        }
        return provided(location);
    }

    private static FileStore local(String path) {
        try {
            return new LocalFileStore(Path.of(path));
        } catch (InvalidPathException e) {
            throw new CampanileException("'" + path + "' is not a path of this machine: " + e.getReason(), e);
        }
    }

    private static Path localPath(String location) {
        try {
            return Path.of(URI.create(location));
        } catch (IllegalArgumentException e) {
            throw new CampanileException(
                    "'" + location
                            + "' is not a URI of a local folder: write it as file:///folder, with %20 for a space",
                    e);
        }
    }

    private static FileStore provided(String location) {
        for (FileStoreProvider provider : ServiceLoader.load(FileStoreProvider.class)) {
            if (provider.accepts(location)) {
                return provider.open(location);
            }
        }
        String scheme = location.substring(0, location.indexOf(':') + 1);
        throw new CampanileException(
                "Nothing here can open '" + location + "': local paths and file: URIs always work, " + scheme
                        + " needs Spark with the Hadoop file system of that scheme on the class path");
    }
}
