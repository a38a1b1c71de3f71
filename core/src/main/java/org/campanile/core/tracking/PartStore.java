package org.campanile.core.tracking;

import java.util.Optional;

/** Hands out where the parts of files go, and has them put together. For one thread. */
sealed interface PartStore permits ProxiedParts, DatabricksParts {
    /** Begins an upload; refused where there is no store that takes parts. */
    PartUpload create(String path, int parts) throws SendException;

    /** Goes on with what another process has left; refused, or empty, where the store does not know of it or not let us. */
    Optional<PartUpload> resume(String path, UnfinishedUpload left, int parts) throws SendException;

    /** The store frees what another process has left there, where it can be told to. */
    void discard(String path, UnfinishedUpload left) throws SendException;
}
