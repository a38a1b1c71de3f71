/** The ranking models: the probability of a click from dense and categorical features and their interactions. */
@NullMarked
package org.campanile.dlrm;

import org.jspecify.annotations.NullMarked;
