/** The prepared data set on disk: dataset.json, Parquet shards, entity features and vocabularies. */
@NullMarked
package org.campanile.core.shard;

import org.jspecify.annotations.NullMarked;
