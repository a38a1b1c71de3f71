/** The source {@code sets-of-items}: ratings of movies and of sets of five movies, by GroupLens. */
@NullMarked
package org.campanile.spark.preparation.itemsets;

import org.jspecify.annotations.NullMarked;
