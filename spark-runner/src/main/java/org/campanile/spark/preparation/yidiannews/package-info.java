/** The source {@code yidian-news}: impressions and clicks of Yidian's news, with users and documents. */
@NullMarked
package org.campanile.spark.preparation.yidiannews;

import org.jspecify.annotations.NullMarked;
