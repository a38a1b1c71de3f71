/** The benchmarks: what is compared with what, how the rounds alternate, and how the results are written. */
@NullMarked
package org.campanile.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
