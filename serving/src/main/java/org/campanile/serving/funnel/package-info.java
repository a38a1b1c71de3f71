/** From a request to recommendations: retrieval, rules, ranking; and the versions that serve them. */
@NullMarked
package org.campanile.serving.funnel;

import org.jspecify.annotations.NullMarked;
