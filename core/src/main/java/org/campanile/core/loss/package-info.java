/** Loss functions with their gradients. */
@NullMarked
package org.campanile.core.loss;

import org.jspecify.annotations.NullMarked;
