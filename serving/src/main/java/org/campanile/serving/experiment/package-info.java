/** Experiments: which user gets which model version, what was shown, and whether it made a difference. */
@NullMarked
package org.campanile.serving.experiment;

import org.jspecify.annotations.NullMarked;
