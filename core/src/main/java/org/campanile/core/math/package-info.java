/** Numeric kernels, native matrices and counter-based random numbers; each fast kernel has a plain reference. */
@NullMarked
package org.campanile.core.math;

import org.jspecify.annotations.NullMarked;
