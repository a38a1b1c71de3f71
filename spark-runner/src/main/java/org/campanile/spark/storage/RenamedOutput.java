package org.campanile.spark.storage;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** For file systems where a file can be seen while it is written: writes under a hidden name and renames. */
final class RenamedOutput extends HadoopOutput {
    private static final String UNFINISHED = ".unfinished";

    private final FileSystem fileSystem;
    private final Path target;
    private final Path temporary;

    private RenamedOutput(FileSystem fileSystem, Path target, Path temporary, FSDataOutputStream out) {
        super(out);
        this.fileSystem = fileSystem;
        this.target = target;
        this.temporary = temporary;
    }

    static RenamedOutput open(FileSystem fileSystem, Path target) throws IOException {
        String name = "." + target.getName() + "." + UUID.randomUUID() + UNFINISHED;
        Path folder = target.getParent();
        Path temporary = new Path(folder, new Path(null, null, name));
        return new RenamedOutput(fileSystem, target, temporary, fileSystem.create(temporary, false));
    }

    static boolean isUnfinished(String name) {
        return name.startsWith(".") && name.endsWith(UNFINISHED);
    }

    @Override
    void publish(FSDataOutputStream stream) throws IOException {
        boolean published = false;
        try {
            stream.close();
            fileSystem.delete(target, false);
            published = fileSystem.rename(temporary, target);
        } finally {
            if (!published) {
                fileSystem.delete(temporary, false);
            }
        }
        if (!published) {
            throw new IOException(temporary + " could not be renamed to " + target);
        }
    }

    @Override
    void drop(FSDataOutputStream stream) throws IOException {
        try {
            stream.close();
        } finally {
            fileSystem.delete(temporary, false);
        }
    }
}
