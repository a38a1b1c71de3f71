/** What a data set consists of: dense, categorical and sequence features, vocabularies and the label. */
@NullMarked
package org.campanile.core.schema;

import org.jspecify.annotations.NullMarked;
