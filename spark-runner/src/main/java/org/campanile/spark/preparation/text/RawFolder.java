package org.campanile.spark.preparation.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;
import org.campanile.spark.preparation.Locations;

/** A folder of raw files, local or remote. */
public final class RawFolder {
    private static final int HEAD_BYTES = 1 << 16;

    private final String location;
    private final FileStore store;

    /** @param location local path or URI; the folder need not exist */
    public RawFolder(String location) {
        this.location = Locations.absolute(location);
        this.store = FileStores.open(this.location);
    }

    /** The folder as an absolute path or URI. */
    public String location() {
        return location;
    }

    /** The location of a file in the folder. */
    public String location(String file) {
        return Locations.child(location, file);
    }

    /** Names of the files and folders in it, sorted; of a file its own name alone; empty when it does not exist. */
    public List<String> names() {
        return names("");
    }

    /** Names of the files and folders in a folder inside it, sorted; empty when it does not exist. */
    List<String> names(String inside) {
        try {
            return store.list(inside);
        } catch (IOException failure) {
            throw unreadable(inside.isEmpty() ? location : location(inside), failure);
        }
    }

    /** Whether there is a file of this name; an empty name is the location itself. */
    boolean isFile(String name) {
        String last = lastName(name.isEmpty() ? location : name);
        String inside = name.isEmpty() ? last : name + "/" + last;
        try {
            /* Local folders refuse to list a file, Hadoop's list the file itself. */
            return store.list(name).equals(List.of(last)) && !exists(inside);
        } catch (NotDirectoryException file) {
            return true;
        } catch (IOException failure) {
            throw unreadable(name.isEmpty() ? location : location(name), failure);
        }
    }

    /**
     * The first whole lines of a file as UTF-8, unpacked when its name ends in {@code .gz}: as many as there are in its
     * first {@value #HEAD_BYTES} bytes. For telling what a file holds, not for reading it.
     */
    public List<String> firstLines(String file) {
        try (InputStream raw = store.read(file);
                InputStream in = RawFiles.isPacked(file) ? new GZIPInputStream(raw) : raw) {
            byte[] head = in.readNBytes(HEAD_BYTES);
            List<String> lines = new String(head, StandardCharsets.UTF_8)
                    .replaceFirst("^\uFEFF", "")
                    .lines()
                    .toList();
            boolean cut = head.length == HEAD_BYTES && lines.size() > 1;
            return cut ? lines.subList(0, lines.size() - 1) : lines;
        } catch (IOException failure) {
            throw unreadable(location(file), failure);
        }
    }

    /** The first of {@link #firstLines}; empty when there is none. */
    public String firstLine(String file) {
        return firstLines(file).stream().findFirst().orElse("");
    }

    /** File names with fingerprints of their contents, for {@link org.campanile.spark.preparation.RawData#identity}. */
    public Map<String, String> identity(List<String> files) {
        Map<String, String> identity = new TreeMap<>();
        for (String file : files) {
            try {
                identity.put(file, FileFingerprint.of(store, file));
            } catch (IOException failure) {
                throw unreadable(location(file), failure);
            }
        }
        return identity;
    }

    /* Some file systems say no to a path below a file, others refuse to answer. */
    private boolean exists(String path) {
        try {
            return store.exists(path);
        } catch (IOException notBelowAFile) {
            return false;
        }
    }

    /** The last name of a path. */
    static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static CampanileException unreadable(String what, IOException failure) {
        return new CampanileException("data.path cannot be read: " + what + ": " + failure.getMessage() + ".", failure);
    }
}
