/**
 * Raw data to a prepared data set: sources, split, vocabularies, shards and the data report.
 *
 * <p>The only place where raw data becomes shards. Everything of data set size stays in Spark; the driver sees counts,
 * file names, at most a thousand rejected rows per reason and, packed, vocabularies of a bounded size.
 */
@NullMarked
package org.campanile.spark.preparation;

import org.jspecify.annotations.NullMarked;
