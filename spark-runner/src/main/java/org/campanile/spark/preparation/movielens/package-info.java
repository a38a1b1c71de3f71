/** The source {@code movielens}. */
@NullMarked
package org.campanile.spark.preparation.movielens;

import org.jspecify.annotations.NullMarked;
