/** Text files as rows, for sources that read them: splitting lines, checking fields, naming what is wrong with a line. */
@NullMarked
package org.campanile.spark.preparation.text;

import org.jspecify.annotations.NullMarked;
