/** Training as one Spark barrier stage: the driver's job, the worker in each task, and the link between them. */
@NullMarked
package org.campanile.spark.training;

import org.jspecify.annotations.NullMarked;
