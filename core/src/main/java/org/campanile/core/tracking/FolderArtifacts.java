package org.campanile.core.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Artifacts of a server whose artifact folder is mounted here. */
record FolderArtifacts(Path root) implements ArtifactTarget {
    @Override
    public void put(String path, Path file) throws SendException {
        Path target = root.resolve(path);
        try {
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw SendException.later("%s cannot be written: %s".formatted(target, RunFiles.reason(e)), e);
        }
    }
}
