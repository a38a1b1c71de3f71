/** Embedding tables outside DL4J: look-up, pooling and sparse optimizers on touched rows. */
@NullMarked
package org.campanile.core.embedding;

import org.jspecify.annotations.NullMarked;
