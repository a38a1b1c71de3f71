/** JMH benchmarks of the kernels, which {@code examples/benchmarks/kernels} runs. */
package org.campanile.examples.benchmarks.kernels;
