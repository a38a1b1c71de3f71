/** Atomic checkpoints: weights, optimizer state and reader position as one unit. */
@NullMarked
package org.campanile.core.checkpoint;

import org.jspecify.annotations.NullMarked;
