/**
 * Raw values to the numbers that models see: declared transforms with what was fitted on training rows. Preparation, batch
 * scoring and serving use the same code.
 */
@NullMarked
package org.campanile.core.transform;

import org.jspecify.annotations.NullMarked;
