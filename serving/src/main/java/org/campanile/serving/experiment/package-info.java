/** Traffic split between model versions, what was shown to whom, and the comparison of versions. */
@NullMarked
package org.campanile.serving.experiment;

import org.jspecify.annotations.NullMarked;
