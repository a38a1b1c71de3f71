/** The sources {@code criteo} and {@code avazu}: logs of advertisements shown, with or without a click. */
@NullMarked
package org.campanile.spark.preparation.clicks;

import org.jspecify.annotations.NullMarked;
