/** Exchange between the workers of one training job. */
@NullMarked
package org.campanile.core.collective;

import org.jspecify.annotations.NullMarked;
