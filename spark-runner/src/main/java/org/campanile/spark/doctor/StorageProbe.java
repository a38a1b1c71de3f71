package org.campanile.spark.doctor;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;

/**
 * Whether driver and executors reach the same storage: the driver leaves a mark, which executors must find, and must be
 * able to write beside.
 *
 * @param location path or URI of a folder, the same for all processes
 * @param mark     name of the driver's file
 */
record StorageProbe(String location, String mark) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final String SUBJECT = "storage";
    private static final byte[] CONTENTS = "campanile doctor".getBytes(StandardCharsets.UTF_8);

    /** @param location as a user wrote it: a relative path is one of the driver's working folder */
    static StorageProbe at(String location) {
        boolean isPath = FileStores.isLocal(location) && !location.startsWith("file:");
        return new StorageProbe(isPath ? Path.of(location).toAbsolutePath().toString() : location, newName());
    }

    private static String newName() {
        return "campanile-doctor-" + UUID.randomUUID() + ".tmp";
    }

    /** The driver's part; {@link #removeMark} is to follow in any case. */
    Finding leaveMark() {
        return examine(store -> {
            write(store, mark);
            return Finding.fine(SUBJECT, location + " can be written");
        });
    }

    void removeMark() {
        examine(store -> {
            store.delete(mark);
            return Finding.fine(SUBJECT, location + " can be deleted from");
        });
    }

    /** The part of an executor. */
    Finding findMark() {
        return examine(store -> {
            if (!store.exists(mark)) {
                return Finding.fault(
                        SUBJECT,
                        location + " is not the driver's: the file that it wrote there is not seen",
                        "Name storage that driver and executors share: a folder mounted at the same path everywhere, or"
                                + " a URI such as hdfs:// or s3a://");
            }
            String own = newName();
            write(store, own);
            store.delete(own);
            return Finding.fine(SUBJECT, location + " is shared with the driver and can be written");
        });
    }

    private static void write(FileStore store, String name) throws IOException {
        try (FileOutput output = store.create(name)) {
            output.write(CONTENTS);
        }
    }

    private interface Examination {
        Finding of(FileStore store) throws IOException;
    }

    private Finding examine(Examination examination) {
        try {
            return examination.of(FileStores.open(location));
        } catch (IOException e) {
            return Finding.fault(
                    SUBJECT,
                    location + " cannot be used: " + e.getClass().getSimpleName() + ' ' + e.getMessage(),
                    "Check the path, its permissions and the spark.hadoop settings of its file system");
        } catch (CampanileException e) {
            return Finding.fault(
                    SUBJECT,
                    e.getMessage(),
                    "Correct the location, or have the file system's JAR on all" + " class paths (spark.jars)");
        }
    }
}
