/** The source {@code interactions}: files of users and items in the formats that research code uses. */
@NullMarked
package org.campanile.spark.preparation.interactions;

import org.jspecify.annotations.NullMarked;
