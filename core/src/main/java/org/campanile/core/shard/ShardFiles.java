package org.campanile.core.shard;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.DamagedFileException;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.StorageFaultException;
import org.jspecify.annotations.Nullable;

/** Compares files with what the manifest says of them. */
final class ShardFiles {
    private ShardFiles() {}

    /** Checks that the file is there and has its length. */
    static void checkLength(FileStore store, ShardInfo shard) {
        try {
            long length = store.size(shard.path());
            if (length != shard.bytes()) {
                String lengths = "it has %d bytes, but %d were written".formatted(length, shard.bytes());
                throw damaged(store, shard, lengths, null);
            }
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new CampanileException(
                    location(store, shard) + " is missing: the data set is not whole, prepare it again", e);
        } catch (IOException e) {
            throw unreadable(store, shard, e);
        }
    }

    /** Checks the file's checksum. */
    static void checkContents(FileStore store, ShardInfo shard) {
        checkLength(store, shard);
        try {
            String checksum = Checksums.sha256(store, shard.path());
            if (!checksum.equals(shard.sha256())) {
                throw damaged(store, shard, "its checksum is " + checksum + " instead of " + shard.sha256(), null);
            }
        } catch (IOException e) {
            throw unreadable(store, shard, e);
        }
    }

    static CampanileException damaged(FileStore store, ShardInfo shard, String damage, @Nullable Throwable cause) {
        String message = location(store, shard) + " is damaged: " + damage + "; prepare the data set again";
        return cause == null ? new CampanileException(message) : new CampanileException(message, cause);
    }

    /**
     * What to tell when a part of a file could not be read: the storage may be at fault, or else the file.
     *
     * @param part such as {@code row group 3}
     */
    static CampanileException failed(FileStore store, ShardInfo shard, String part, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StorageFaultException) {
                return new CampanileException(
                        location(store, shard) + " cannot be read, " + part + ": " + cause.getMessage()
                                + "; data.reading says how often and how long it is tried",
                        failure);
            }
            if (cause instanceof DamagedFileException) {
                return damaged(store, shard, String.valueOf(cause.getMessage()), failure);
            }
        }
        return damaged(store, shard, part + " cannot be read: " + failure.getMessage(), failure);
    }

    private static CampanileException unreadable(FileStore store, ShardInfo shard, IOException cause) {
        return new CampanileException(location(store, shard) + " cannot be read: " + cause.getMessage(), cause);
    }

    private static String location(FileStore store, ShardInfo shard) {
        return store.root() + "/" + shard.path();
    }
}
