/** How barrier tasks find each other, and exchange over TCP. */
@NullMarked
package org.campanile.spark.collective;

import org.jspecify.annotations.NullMarked;
