package org.campanile.core.tracking;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.campanile.core.CampanileException;

/** Small files that are replaced whole, and the sentence for the user when a file cannot be written. */
final class RunFiles {
    private RunFiles() {}

    /** Replaces a file in one step: whoever reads it sees the old or the new text. */
    static void replace(Path file, String text) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(whole, text);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void replaceJson(Path file, Object value) throws IOException {
        replace(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
    }

    static CampanileException unwritable(Path path, IOException cause) {
        return new CampanileException(
                "Run folder %s cannot be written: %s; choose another place with --output or make room there."
                        .formatted(path, reason(cause)),
                cause);
    }

    static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
