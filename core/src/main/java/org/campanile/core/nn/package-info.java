/** Dense networks over DL4J, seen as one flat parameter vector. */
@NullMarked
package org.campanile.core.nn;

import org.jspecify.annotations.NullMarked;
