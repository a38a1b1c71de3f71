package org.campanile.core.schema;

import org.campanile.core.Check;

/**
 * The indices 0 to {@code size - 1} that a categorical value may take. Index 0 stands for every unknown value.
 *
 * @param size number of indices including 0; at least 1
 */
public record Vocabulary(String name, int size) {
    public Vocabulary {
        Check.positive(size, "size of vocabulary " + name);
    }
}
