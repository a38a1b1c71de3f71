/** Run folder and MLflow: parameters, metrics and artifacts of a run. */
@NullMarked
package org.campanile.core.tracking;

import org.jspecify.annotations.NullMarked;
