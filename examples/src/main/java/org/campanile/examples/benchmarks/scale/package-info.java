/** A model of a step's time on many executors, the measurement of its constants, and its check against real runs. */
@NullMarked
package org.campanile.examples.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
