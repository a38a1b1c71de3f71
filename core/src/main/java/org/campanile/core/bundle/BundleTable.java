package org.campanile.core.bundle;

import java.util.List;
import org.campanile.core.shard.ShardInfo;

/**
 * One embedding table of a bundle.
 *
 * @param name  unique within the model
 * @param rows  rows of the table
 * @param dim   length of a row
 * @param parts Parquet files with the columns {@code row} and {@code vector} that together hold every row once
 */
public record BundleTable(String name, int rows, int dim, List<ShardInfo> parts) {
    public BundleTable {
        parts = List.copyOf(parts);
    }
}
