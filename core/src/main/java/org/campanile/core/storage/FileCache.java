package org.campanile.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.campanile.core.Check;
import org.jspecify.annotations.Nullable;

/**
 * Copies of remote files in a local folder, by their checksums, so that whatever name a file has it is the right one.
 * Together they never exceed the limit: those used longest ago give way. What is being fetched lies beside them.
 *
 * <p>Any number of processes and threads of one machine may use the same folder: a file is fetched by one of them while
 * the others wait for it, appears whole and checked, and stays readable for who has it open when it gives way.
 */
public final class FileCache {
    /*
     * FOLDER/<sha256>          a copy; its time of modification is that of its last use
     * FOLDER/incoming/<uuid>   being fetched, or left by a process that died
     * FOLDER/locks/fetch-ab    held while a file is fetched whose checksum begins with ab
     * FOLDER/locks/change      held while copies come and go
     */
    private static final Pattern COPY = Pattern.compile("[0-9a-f]{64}");
    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final long limit;
    private final Clock clock;

    /**
     * @param folder made when it does not exist
     * @param limit  most bytes that the copies take together; at least 1
     */
    public FileCache(Path folder, long limit) {
        this(folder, limit, Clock.systemUTC());
    }

    FileCache(Path folder, long limit, Clock clock) {
        Check.that(limit >= 1, "limit of the cache must be at least 1, but is %d", limit);
        this.folder = folder;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * The copy of a file, which is fetched if there is none. It may give way at any time: who finds it gone asks again.
     *
     * @return null if the file is larger than the limit
     * @throws DamagedFileException if what was fetched is not what the file should hold
     */
    @Nullable
    Path copy(FileStore store, String path, FileContent content) throws IOException {
        if (content.bytes() > limit) {
            return null;
        }
        Path copy = folder.resolve(content.sha256());
        if (use(copy, content)) {
            return copy;
        }
        String stripe = content.sha256().substring(0, 2);
        try (FolderLock lock = FolderLock.acquire(folder.resolve("locks/fetch-" + stripe))) {
            // Another may have fetched it meanwhile.
            if (!use(copy, content)) {
                fetch(store, path, content, copy);
            }
        }
        return copy;
    }

    /** Whether there is a copy; if so, it was used now. */
    private boolean use(Path copy, FileContent content) throws IOException {
        try {
            if (Files.size(copy) != content.bytes()) {
                return false;
            }
            Files.setLastModifiedTime(copy, FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void fetch(FileStore store, String path, FileContent content, Path copy) throws IOException {
        Path incoming = folder.resolve("incoming").resolve(UUID.randomUUID().toString());
        Files.createDirectories(incoming.getParent());
        try {
            String checksum = download(store, path, incoming);
            if (!checksum.equals(content.sha256())) {
                throw new DamagedFileException("its checksum is " + checksum + " instead of " + content.sha256());
            }
            try (FolderLock lock = FolderLock.acquire(folder.resolve("locks/change"))) {
                makeRoom(content.bytes());
                Files.setLastModifiedTime(incoming, FileTime.from(clock.instant()));
                Files.move(incoming, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    /** Returns the checksum of what came. */
    private static String download(FileStore store, String path, Path target) throws IOException {
        MessageDigest digest = Checksums.sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = store.read(path);
                OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                digest.update(buffer, 0, length);
                out.write(buffer, 0, length);
            }
        }
        return Checksums.hexadecimal(digest);
    }

    private void makeRoom(long wanted) throws IOException {
        deleteAbandoned();
        List<Copy> copies = copies();
        long total = copies.stream().mapToLong(Copy::bytes).sum();
        for (Copy oldest : copies) {
            if (total + wanted <= limit) {
                return;
            }
            Files.deleteIfExists(oldest.path());
            total -= oldest.bytes();
        }
    }

    /** The copies, the one used longest ago first. */
    private List<Copy> copies() throws IOException {
        List<Copy> copies = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (COPY.matcher(file.getFileName().toString()).matches()) {
                    copies.add(new Copy(file, Files.size(file), Files.getLastModifiedTime(file)));
                }
            }
        }
        copies.sort(Comparator.comparing(Copy::used).thenComparing(Copy::path));
        return copies;
    }

    private void deleteAbandoned() throws IOException {
        FileTime before = FileTime.from(clock.instant().minus(ABANDONED));
        try (Stream<Path> files = Files.list(folder.resolve("incoming"))) {
            for (Path file : files.toList()) {
                if (Files.exists(file) && Files.getLastModifiedTime(file).compareTo(before) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private record Copy(Path path, long bytes, FileTime used) {}
}
