/** Campanile on Spark. */
@NullMarked
package org.campanile.spark;

import org.jspecify.annotations.NullMarked;
