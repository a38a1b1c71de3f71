/** The training loop, parameter averaging and the listeners. */
@NullMarked
package org.campanile.core.training;

import org.jspecify.annotations.NullMarked;
