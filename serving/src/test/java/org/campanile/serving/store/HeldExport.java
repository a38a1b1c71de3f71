package org.campanile.serving.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.campanile.core.storage.LocalFileStore;

/** A process that exports to Parquet, and waits in the middle for whoever started it to kill it. */
final class HeldExport {
    private HeldExport() {}

    /** Exports to the folder that is the one argument, until 192 vectors are written; then says so. */
    public static void main(String[] arguments) {
        VectorSource source = VectorStoreContract.vectors(VectorStoreContract.NEW);
        VectorSource held = new BreakingVectors(source, VectorStoreContract.BREAK, () -> {
            System.out.println("held");
            await();
        });
        ParquetStore store = new ParquetStore(new LocalFileStore(Path.of(arguments[0])));
        new ExportJob(held, store, VectorStoreContract.SETTINGS).run();
    }

    private static void await() {
        try {
            if (System.in.read() < 0) {
                System.exit(1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
