package org.campanile.spark.preparation.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
        try {
            return store.list("");
        } catch (NotDirectoryException file) {
            return List.of(location.substring(location.lastIndexOf('/') + 1));
        } catch (IOException failure) {
            throw unreadable(location, failure);
        }
    }

    /** The first line of a file, without its end; empty when it has none. A file whose name ends in .gz is unpacked. */
    public String firstLine(String file) {
        try (InputStream raw = store.read(file);
                InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            return line == null ? "" : line;
        } catch (IOException failure) {
            throw unreadable(location(file), failure);
        }
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

    private static CampanileException unreadable(String what, IOException failure) {
        return new CampanileException("data.path cannot be read: " + what + ": " + failure.getMessage() + ".", failure);
    }
}
