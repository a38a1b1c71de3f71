/** The retrieval models: a user tower and an item tower whose vectors' dot product is the score. */
@NullMarked
package org.campanile.towers;

import org.jspecify.annotations.NullMarked;
