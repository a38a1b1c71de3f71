/** Batches of samples in primitive arrays: ids, jagged ids, dense values, labels and weights. */
@NullMarked
package org.campanile.core.batch;

import org.jspecify.annotations.NullMarked;
