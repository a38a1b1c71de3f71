/** Workers of a barrier stage find and authenticate one another; TCP links between their JVMs. */
@NullMarked
package org.campanile.spark.collective;

import org.jspecify.annotations.NullMarked;
