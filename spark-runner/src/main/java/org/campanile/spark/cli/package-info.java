/** The command line: a thin shell over the jobs. */
@NullMarked
package org.campanile.spark.cli;

import org.jspecify.annotations.NullMarked;
