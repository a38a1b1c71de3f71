package org.campanile.spark.preparation;

import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SourceOptions;

/**
 * A kind of raw data; found through {@link java.util.ServiceLoader}.
 *
 * <p>A source only says where raw rows are and how one is read. Splits, duplicates, vocabularies, shards and the report
 * are the same for all sources and follow from the shape that {@link #open} returns.
 */
public interface DataSource {
    /** The value of {@code data.source} that chooses this source, such as {@code movielens}. */
    String type();

    /** One sentence for the list of sources: what it reads and where {@code data.path} points. */
    String description();

    /** The record that holds this source's options, each component annotated with its meaning, default and range. */
    Class<? extends SourceOptions> optionsType();

    /**
     * Finds the raw data and describes how to read them, without reading more of them than it takes to identify them.
     *
     * @param spark the session in which the returned rows are evaluated
     * @throws org.campanile.core.CampanileException when there are no such data at {@code data.path}
     */
    RawData open(SparkSession spark, RunConfiguration configuration);
}
