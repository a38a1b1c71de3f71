package org.campanile.serving.store;

import java.util.List;
import java.util.Optional;

/**
 * Where vectors are kept for others to search: any number of versions side by side, of which readers see one. Used by one
 * thread; failures of the store are {@link org.campanile.core.CampanileException}s that name it.
 */
public interface VectorStore extends AutoCloseable {
    /** Where the vectors are, for people; without secrets. */
    String location();

    /** The versions that are there, whole or in part, sorted. */
    List<String> versions();

    /** The version that readers see. */
    Optional<String> active();

    /** Opens a version to be written and checked; makes room for it if it is not there. */
    StoredVersion open(VectorSet set);

    /** Shows readers another version, which is whole: none sees parts of two, or none at all. */
    void activate(VectorSet set);

    /** Removes a version that readers do not see. */
    void drop(String version);

    @Override
    void close();
}
