/** The service: routes, validation, limits, metrics. */
@NullMarked
package org.campanile.serving.http;

import org.jspecify.annotations.NullMarked;
