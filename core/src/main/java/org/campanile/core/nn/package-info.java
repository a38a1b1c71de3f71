/**
 * Building blocks of networks: the input layer, which turns features into columns, and dense networks over DL4J, seen
 * as one flat parameter vector.
 */
@NullMarked
package org.campanile.core.nn;

import org.jspecify.annotations.NullMarked;
