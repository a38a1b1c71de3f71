/** Checks of the machines that train: of this process, and by a Spark job of every executor. */
@NullMarked
package org.campanile.spark.doctor;

import org.jspecify.annotations.NullMarked;
