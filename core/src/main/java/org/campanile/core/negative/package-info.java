/** Negative samplers, deterministic in seed, epoch and sample position, and item frequencies. */
@NullMarked
package org.campanile.core.negative;

import org.jspecify.annotations.NullMarked;
