package org.campanile.spark.storage;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStoreProvider;

/**
 * Opens every location whose scheme Hadoop has a file system for, with the {@code spark.hadoop.*} settings of the Spark
 * application on driver and executors alike.
 */
public final class HadoopFileStoreProvider implements FileStoreProvider {
    @Override
    public boolean accepts(String location) {
        int colon = location.indexOf(':');
        if (colon < 1) {
            return false;
        }
        try {
            FileSystem.getFileSystemClass(location.substring(0, colon), HadoopConfigurations.current());
            return true;
        } catch (UnsupportedFileSystemException e) {
            return false;
        } catch (IOException e) {
            throw unusable(location, e);
        }
    }

    @Override
    public FileStore open(String location) {
        try {
            URI uri = URI.create(location);
            return HadoopFileStore.open(FileSystem.get(uri, HadoopConfigurations.current()), uri);
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(location, e);
        }
    }

    private static CampanileException unusable(String location, Exception cause) {
        return new CampanileException(
                "'" + location + "' cannot be opened: " + cause.getMessage()
                        + "; check the URI and the spark.hadoop settings of its file system",
                cause);
    }
}
