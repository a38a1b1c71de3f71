package org.campanile.spark.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.RelativePath;

/**
 * A folder of a Hadoop file system.
 *
 * <p>Where Hadoop cannot replace a file in one step (HDFS, for instance), a file that is replaced is absent for a moment.
 * A rename is atomic where the file system's is; object stores copy instead, so a reader may see a folder half renamed.
 */
final class HadoopFileStore implements FileStore {
    private final FileSystem fileSystem;
    private final Path root;

    private HadoopFileStore(FileSystem fileSystem, Path root) {
        this.fileSystem = fileSystem;
        this.root = root;
    }

    /** @param location an absolute URI of the file system */
    static HadoopFileStore open(FileSystem fileSystem, URI location) {
        String path = location.getPath() == null || location.getPath().isEmpty() ? "/" : location.getPath();
        return new HadoopFileStore(
                fileSystem, fileSystem.makeQualified(new Path(location.getScheme(), location.getAuthority(), path)));
    }

    @Override
    public String root() {
        return root.toString();
    }

    @Override
    public FileStore folder(String path) {
        return new HadoopFileStore(fileSystem, resolve(path));
    }

    @Override
    public boolean exists(String path) throws IOException {
        return fileSystem.exists(resolve(path));
    }

    @Override
    public long size(String path) throws IOException {
        return fileSystem.getFileStatus(resolve(path)).getLen();
    }

    @Override
    public InputStream read(String path) throws IOException {
        return fileSystem.open(resolve(path));
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        Path file = resolve(path);
        long size = fileSystem.getFileStatus(file).getLen();
        return new HadoopChannel(fileSystem.open(file), size);
    }

    @Override
    public FileOutput create(String path) throws IOException {
        Path file = resolve(path);
        return fileSystem.hasPathCapability(file, CommonPathCapabilities.ABORTABLE_STREAM)
                ? AbortableOutput.open(fileSystem, file)
                : RenamedOutput.open(fileSystem, file);
    }

    @Override
    public List<String> list(String path) throws IOException {
        try {
            return Arrays.stream(fileSystem.listStatus(resolve(path)))
                    .map(status -> status.getPath().getName())
                    .filter(name -> !RenamedOutput.isUnfinished(name))
                    .sorted()
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Path source = resolve(from);
        Path target = resolve(to);
        // Hadoop would move the source into an existing folder.
        if (fileSystem.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        fileSystem.mkdirs(target.getParent());
        if (!fileSystem.rename(source, target)) {
            throw new IOException(source + " could not be renamed to " + target);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        Path target = resolve(path);
        if (!fileSystem.delete(target, true) && fileSystem.exists(target)) {
            throw new IOException(target + " could not be deleted");
        }
    }

    private Path resolve(String path) {
        RelativePath.check(path);
        if (path.isEmpty()) {
            return root;
        }
        URI uri = root.toUri();
        String folder = uri.getPath().endsWith("/") ? uri.getPath() : uri.getPath() + "/";
        // From its parts: a name with a colon would be taken for a scheme.
        return new Path(uri.getScheme(), uri.getAuthority(), folder + path);
    }
}
