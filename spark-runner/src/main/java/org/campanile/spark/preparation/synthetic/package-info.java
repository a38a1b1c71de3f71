/** Generators whose best achievable quality is known: the sources {@code synthetic-interactions} and {@code synthetic-clicks}. */
@NullMarked
package org.campanile.spark.preparation.synthetic;

import org.jspecify.annotations.NullMarked;
