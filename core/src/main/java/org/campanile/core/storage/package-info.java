/** File stores: where bytes live, with atomic rename and checksums. */
@NullMarked
package org.campanile.core.storage;

import org.jspecify.annotations.NullMarked;
