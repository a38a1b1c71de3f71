/** Exact full ranking and its baselines. */
@NullMarked
package org.campanile.core.evaluation;

import org.jspecify.annotations.NullMarked;
