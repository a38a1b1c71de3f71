package org.campanile.spark.preparation.text;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** Names of the files and folders in it, sorted; empty when it does not exist. */
    public List<String> names() {
        try {
            return store.list("");
        } catch (IOException failure) {
            throw unreadable(location, failure);
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
