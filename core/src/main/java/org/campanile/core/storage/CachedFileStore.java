package org.campanile.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** A file store whose files of known content are read through a {@link FileCache}; the others as ever. */
public final class CachedFileStore extends ForwardingFileStore {
    private static final int ATTEMPTS = 3;

    private final FileCache cache;
    private final Map<String, FileContent> contents;

    /** @param contents what files hold, by path; they do not change */
    public CachedFileStore(FileStore store, FileCache cache, Map<String, FileContent> contents) {
        super(store);
        this.cache = cache;
        this.contents = Map.copyOf(contents);
    }

    /** The folder's store, without the cache. */
    @Override
    public FileStore folder(String path) {
        return store().folder(path);
    }

    @Override
    public InputStream read(String path) throws IOException {
        return Channels.newInputStream(open(path));
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        FileContent content = contents.get(path);
        for (int attempt = 0; content != null && attempt < ATTEMPTS; attempt++) {
            Path copy = cache.copy(store(), path, content);
            if (copy == null) {
                break;
            }
            try {
                return Files.newByteChannel(copy);
            } catch (NoSuchFileException e) {
                // It gave way between the two calls, to something that another worker wants.
            }
        }
        return store().open(path);
    }
}
