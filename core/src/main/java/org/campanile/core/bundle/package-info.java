/** The finished model as files: what serving, scoring and export read. */
@NullMarked
package org.campanile.core.bundle;

import org.jspecify.annotations.NullMarked;
