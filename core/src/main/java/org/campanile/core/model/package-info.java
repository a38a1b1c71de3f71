/** The contracts between training, evaluation and the model families. */
@NullMarked
package org.campanile.core.model;

import org.jspecify.annotations.NullMarked;
