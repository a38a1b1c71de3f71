/** Who reads which sample, in which order: pure functions of seed, epoch and world. */
@NullMarked
package org.campanile.core.sampling;

import org.jspecify.annotations.NullMarked;
