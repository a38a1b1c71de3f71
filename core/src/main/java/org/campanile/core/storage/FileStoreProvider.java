package org.campanile.core.storage;

/** Opens file stores of some kinds of location; found through {@link java.util.ServiceLoader}. */
public interface FileStoreProvider {
    /** Whether this provider opens the location, a URI such as {@code s3a://bucket/folder} or {@code dbfs:/folder}. */
    boolean accepts(String location);

    FileStore open(String location);
}
