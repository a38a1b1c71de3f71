/** Exact top-k search, full ranking and its baselines. */
@NullMarked
package org.campanile.core.evaluation;

import org.jspecify.annotations.NullMarked;
