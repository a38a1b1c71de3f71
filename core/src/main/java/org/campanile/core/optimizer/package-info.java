/** How fast optimizers go: learning rates over the steps of training. */
@NullMarked
package org.campanile.core.optimizer;

import org.jspecify.annotations.NullMarked;
