/** Model bundles in tasks: each task has a model, the tasks of an executor share its tables. */
@NullMarked
package org.campanile.spark.bundle;

import org.jspecify.annotations.NullMarked;
