/** The load test of the recall service; needs nothing but the JDK. */
@NullMarked
package org.campanile.examples.benchmarks.serving;

import org.jspecify.annotations.NullMarked;
