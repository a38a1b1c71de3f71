/** The source {@code amazon-book}: Amazon's books as ComiRec and PaddleRec divide them, and raw reviews of any category. */
@NullMarked
package org.campanile.spark.preparation.amazonbook;

import org.jspecify.annotations.NullMarked;
