package org.campanile.spark.storage;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** For object stores, where a file appears only when its stream is closed, and an upload can be given up. */
final class AbortableOutput extends HadoopOutput {
    private AbortableOutput(FSDataOutputStream out) {
        super(out);
    }

    static AbortableOutput open(FileSystem fileSystem, Path target) throws IOException {
        return new AbortableOutput(fileSystem.create(target, true));
    }

    @Override
    void publish(FSDataOutputStream stream) throws IOException {
        stream.close();
    }

    @Override
    void drop(FSDataOutputStream stream) throws IOException {
        stream.abort();
        stream.close();
    }
}
