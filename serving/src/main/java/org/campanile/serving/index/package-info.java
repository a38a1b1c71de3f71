/** Indices of item vectors: immutable, versioned, memory mapped; exact, quantized and approximate search. */
@NullMarked
package org.campanile.serving.index;

import org.jspecify.annotations.NullMarked;
