/** The streaming reader: shards to batches with background prefetch and exact resume. */
@NullMarked
package org.campanile.core.stream;

import org.jspecify.annotations.NullMarked;
