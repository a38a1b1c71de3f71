/** Raw data to prepared data sets: sources, vocabularies, splits and the data report. */
@NullMarked
package org.campanile.spark.preparation;

import org.jspecify.annotations.NullMarked;
