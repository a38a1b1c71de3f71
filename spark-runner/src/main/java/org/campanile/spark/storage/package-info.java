/** File stores over Hadoop's file systems: HDFS, object stores, Databricks. */
@NullMarked
package org.campanile.spark.storage;

import org.jspecify.annotations.NullMarked;
