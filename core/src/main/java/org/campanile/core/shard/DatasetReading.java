package org.campanile.core.shard;

import java.nio.file.Path;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ReadingConfiguration;
import org.campanile.core.storage.FileCache;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;
import org.campanile.core.storage.RetryPolicy;
import org.campanile.core.storage.RetryingFileStore;

/** Opens prepared data sets as the section {@code data.reading} says. */
public final class DatasetReading {
    private static final long MIB = 1L << 20;

    private DatasetReading() {}

    /**
     * Opens a data set whose files are read again when the storage fails and, where it is remote and a cache is wanted, are
     * kept on this machine's disk.
     *
     * @param seed of the waits between attempts: a different one for each reader
     * @throws CampanileException as {@link PreparedDataset#open} does
     */
    public static PreparedDataset open(String location, ReadingConfiguration reading, long seed) {
        FileStore store = new RetryingFileStore(FileStores.open(location), RetryPolicy.of(reading, seed));
        PreparedDataset dataset = PreparedDataset.open(store);
        if (reading.cacheFolder().isEmpty() || FileStores.isLocal(location)) {
            return dataset;
        }
        return dataset.cachedBy(new FileCache(Path.of(reading.cacheFolder()), reading.cacheMib() * MIB));
    }
}
