/** File stores on Hadoop file systems. */
@NullMarked
package org.campanile.spark.storage;

import org.jspecify.annotations.NullMarked;
