package org.campanile.spark.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a local folder can be written, and what room there is. */
final class FolderCheck {
    private static final int ENOUGH_MEBIBYTES = 2_000;

    private FolderCheck() {}

    static Finding run(String subject, Path folder) {
        Path existing = nearestExisting(folder.toAbsolutePath());
        try {
            Path probe = Files.createTempFile(existing, "campanile-doctor", ".tmp");
            Files.delete(probe);
            long free = Files.getFileStore(existing).getUsableSpace() >> 20;
            String found = folder + ", " + free + " MiB free";
            return free >= ENOUGH_MEBIBYTES
                    ? Finding.fine(subject, found)
                    : Finding.note(subject, found, "Make room: a run needs 2 GiB");
        } catch (IOException e) {
            return Finding.fault(subject, folder + " cannot be written: " + e, "Make it writable");
        }
    }

    /** The folder itself or, when it is still to be created, the one above in which that would happen. */
    private static Path nearestExisting(Path folder) {
        Path parent = folder.getParent();
        return parent == null || Files.exists(folder) ? folder : nearestExisting(parent);
    }
}
