/** Evaluation metrics that can be merged across workers. */
@NullMarked
package org.campanile.core.metric;

import org.jspecify.annotations.NullMarked;
