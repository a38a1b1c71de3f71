/** Evaluation distributed over users or samples. */
@NullMarked
package org.campanile.spark.evaluation;

import org.jspecify.annotations.NullMarked;
