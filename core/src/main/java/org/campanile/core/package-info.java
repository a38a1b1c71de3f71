/** Campanile's engine: everything that needs neither Spark nor a particular model. */
@NullMarked
package org.campanile.core;

import org.jspecify.annotations.NullMarked;
