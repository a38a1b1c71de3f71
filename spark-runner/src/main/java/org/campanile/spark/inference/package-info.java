/** What trained models are for: the best items of all users, distributed over users. */
@NullMarked
package org.campanile.spark.inference;

import org.jspecify.annotations.NullMarked;
