package org.campanile.spark.storage;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.campanile.core.storage.FileOutput;

/** Writes to a stream of Hadoop, and publishes or drops the file at the end. */
abstract class HadoopOutput extends FileOutput {
    private final FSDataOutputStream out;
    private boolean failed;
    private boolean closed;

    HadoopOutput(FSDataOutputStream out) {
        this.out = out;
    }

    /** Closes the stream so that the whole file stands under its name. */
    abstract void publish(FSDataOutputStream stream) throws IOException;

    /** Closes the stream so that nothing of what was written stays. */
    abstract void drop(FSDataOutputStream stream) throws IOException;

    @Override
    public final void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public final void write(byte[] bytes, int offset, int length) throws IOException {
        boolean written = false;
        try {
            out.write(bytes, offset, length);
            written = true;
        } finally {
            failed |= !written;
        }
    }

    @Override
    public final void flush() throws IOException {
        out.flush();
    }

    @Override
    public final void discard() {
        failed = true;
        try {
            close();
        } catch (IOException ignored) {
            // Nothing of the file is wanted, and it does not stand under its name.
        }
    }

    @Override
    public final void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (failed) {
            drop(out);
        } else {
            publish(out);
        }
    }
}
