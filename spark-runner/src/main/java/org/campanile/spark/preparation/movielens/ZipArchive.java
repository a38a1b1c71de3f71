package org.campanile.spark.preparation.movielens;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A ZIP archive from elsewhere: entries that lead out of the target, and archives that never end, are refused. */
record ZipArchive(Path file) {
    private static final long BYTES_LIMIT = 8L << 30;

    /** Unpacks into a new folder; returns it, or the one folder at its top that holds everything. */
    Path unpackInto(Path folder) throws IOException {
        Path target = Files.createDirectories(folder).toAbsolutePath().normalize();
        long left = BYTES_LIMIT;
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path path = inside(target, entry);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    left -= copy(entries, path, left);
                }
            }
        }
        return top(target);
    }

    private Path inside(Path target, ZipEntry entry) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target) || path.equals(target)) {
            throw new IOException(
                    "the entry " + entry.getName() + " of " + file.getFileName() + " leads out of the archive");
        }
        return path;
    }

    private long copy(InputStream from, Path to, long limit) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                copied += read;
                if (copied > limit) {
                    throw new IOException(file.getFileName() + " unpacks to more than " + BYTES_LIMIT + " bytes");
                }
                out.write(buffer, 0, read);
            }
        }
        return copied;
    }

    private static Path top(Path target) throws IOException {
        try (Stream<Path> children = Files.list(target)) {
            List<Path> names = children.limit(2).toList();
            return names.size() == 1 && Files.isDirectory(names.get(0)) ? names.get(0) : target;
        }
    }
}
