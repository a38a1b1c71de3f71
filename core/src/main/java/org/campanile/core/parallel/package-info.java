/** Several threads that work on one step together. */
@NullMarked
package org.campanile.core.parallel;

import org.jspecify.annotations.NullMarked;
