/** Vector stores that hold a model's vectors, and the export to them. */
@NullMarked
package org.campanile.serving.store;

import org.jspecify.annotations.NullMarked;
