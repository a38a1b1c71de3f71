package org.campanile.spark.training;

import java.util.Locale;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.embedding.TableState;

/**
 * Where an embedding table lives and what it takes, for {@code plan.json}.
 *
 * @param placement {@code replicated}: every worker holds the whole table; {@code sharded}: every row has one owner
 * @param bytes     bytes of weights and optimizer state on each worker, at most
 * @param uncompressedBytes the same with a row for every value of the vocabulary; of two tables that give the values their
 *     vectors together, one is counted with all of them and the other with 0
 */
record TablePlan(String name, int rows, int dim, String placement, long bytes, long uncompressedBytes) {
    static final String REPLICATED = "replicated";
    static final String SHARDED = "sharded";

    /** What has become of a table. */
    static TablePlan of(TableState table, int workers) {
        return of(
                table.name(),
                table.rows(),
                table.dim(),
                table.stateSize(),
                table.uncompressedBytes(),
                table.isReplicated() ? 1 : workers);
    }

    static TablePlan replicated(TableSettings table) {
        return of(table, 1);
    }

    static TablePlan sharded(TableSettings table, int workers) {
        return of(table, workers);
    }

    private static TablePlan of(TableSettings table, int owners) {
        return of(table.name(), table.rows(), table.dim(), table.stateSize(), table.uncompressedBytes(), owners);
    }

    private static TablePlan of(String name, int rows, int dim, int stateSize, long uncompressedBytes, int owners) {
        long rowBytes = (long) (dim + stateSize) * Float.BYTES;
        long bytes = share(rows, owners) * rowBytes;
        boolean isCompressed = uncompressedBytes != rows * rowBytes;
        return new TablePlan(
                name,
                rows,
                dim,
                owners == 1 ? REPLICATED : SHARDED,
                bytes,
                isCompressed ? share(uncompressedBytes, owners) : bytes);
    }

    private static long share(long all, int owners) {
        return (all + owners - 1) / owners;
    }

    /** A line for people, such as {@code items: 8000000 x 64, sharded, 496.0 MiB on each worker}. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%s: %d x %d, %s, %s on each worker",
                name,
                rows,
                dim,
                placement,
                saving(bytes, uncompressedBytes));
    }

    /** Bytes, and what stood in their place without compression, if that is more. */
    static String saving(long bytes, long uncompressedBytes) {
        return uncompressedBytes > bytes
                ? mebibytes(bytes) + " in place of " + mebibytes(uncompressedBytes)
                : mebibytes(bytes);
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024));
    }
}
