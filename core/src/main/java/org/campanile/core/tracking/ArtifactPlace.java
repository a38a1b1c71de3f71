package org.campanile.core.tracking;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where files of a run folder go, and who tells what has arrived there.
 *
 * @param prefix  the beginning of their paths that the place leaves out; empty, or with {@code /} at the end
 * @param target  takes the files
 * @param listing tells what is there
 */
record ArtifactPlace(String prefix, ArtifactTarget target, Listing listing) {
    /** Sizes in bytes of the files right in one folder of the place, by their paths there. */
    interface Listing {
        Map<String, Long> sizes(String folder) throws SendException;
    }

    /** Stores a file under its path in the run folder. */
    void put(String path, Path file) throws SendException {
        target.put(path.substring(prefix.length()), file);
    }

    /** Whether the server tells what is there: of a folder that is mounted here there is no need to ask. */
    boolean isListed() {
        return !(target instanceof FolderArtifacts);
    }

    /** Sizes in bytes of the files right in one folder, by their paths in the run folder. */
    Map<String, Long> sizes(String folder) throws SendException {
        String inPlace = (folder + "/").substring(prefix.length()).replaceAll("/$", "");
        Map<String, Long> sizes = new HashMap<>();
        listing.sizes(inPlace).forEach((path, size) -> sizes.put(prefix + path, size));
        return sizes;
    }
}
