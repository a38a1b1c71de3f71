/** The quick start as a Java program. */
@NullMarked
package org.campanile.examples.quickstart;

import org.jspecify.annotations.NullMarked;
