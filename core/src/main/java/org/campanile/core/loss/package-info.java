/** Loss functions with their gradients; stateless. */
@NullMarked
package org.campanile.core.loss;

import org.jspecify.annotations.NullMarked;
