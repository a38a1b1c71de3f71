package org.campanile.core.tracking;

import java.nio.file.Path;

/** Where files go. The MLflow client is of no help here: it starts a Python {@code mlflow} for each file. */
sealed interface ArtifactTarget permits FolderArtifacts, HttpArtifacts, SignedUrlArtifacts {
    /** Stores a file under its path, with {@code /} between names; again is as good as once. */
    void put(String path, Path file) throws SendException;
}
