/** Bundles as a service uses them: raw requests in, vectors and scores out, by many threads. */
@NullMarked
package org.campanile.serving.model;

import org.jspecify.annotations.NullMarked;
