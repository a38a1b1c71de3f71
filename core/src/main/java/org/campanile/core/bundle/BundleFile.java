package org.campanile.core.bundle;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileContent;
import org.campanile.core.storage.FileStore;

/**
 * One file of a bundle.
 *
 * @param path   relative to the bundle's folder
 * @param bytes  length
 * @param sha256 checksum, hexadecimal
 */
public record BundleFile(String path, long bytes, String sha256) {

    /** Throws unless the file in this folder is there and is what it was. */
    void check(FileStore folder) {
        String location = folder.root() + "/" + path;
        try {
            if (!new FileContent(bytes, sha256).isIn(folder, path)) {
                throw new CampanileException(location + " is damaged: it does not match its checksum in "
                        + BundleManifestFile.NAME + "; copy the bundle again or train the model again.");
            }
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new CampanileException(
                    location + " is missing: the bundle is not whole; copy it again or train the model again.", e);
        } catch (IOException e) {
            throw new CampanileException(location + " cannot be read: " + e.getMessage(), e);
        }
    }
}
