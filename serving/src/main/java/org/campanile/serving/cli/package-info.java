/** The commands serve, export and compare. */
@NullMarked
package org.campanile.serving.cli;

import org.jspecify.annotations.NullMarked;
