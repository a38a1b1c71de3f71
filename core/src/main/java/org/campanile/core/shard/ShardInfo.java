package org.campanile.core.shard;

import java.util.List;

/**
 * One Parquet file of a prepared data set.
 *
 * @param path      relative to the data set's folder
 * @param rows      rows in the file
 * @param bytes     length of the file
 * @param sha256    checksum of the file, hexadecimal
 * @param rowGroups rows of each row group, in order
 */
public record ShardInfo(String path, long rows, long bytes, String sha256, List<Integer> rowGroups) {
    public ShardInfo {
        rowGroups = List.copyOf(rowGroups);
    }
}
