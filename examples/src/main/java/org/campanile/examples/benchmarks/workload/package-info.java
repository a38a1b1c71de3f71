/** What the benchmarks measure of Campanile; each workload runs in a process of its own. */
@NullMarked
package org.campanile.examples.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
