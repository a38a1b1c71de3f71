package org.campanile.core.tracking;

import java.util.Map;
import org.campanile.core.schema.Schema;

/**
 * The prepared data set of a run.
 *
 * @param name   such as {@code movielens}
 * @param source where it lies: a path or URI
 * @param hash   its content hash
 * @param schema what its samples consist of
 * @param rows   samples by part, such as {@code train}; parts without samples are left out
 */
public record RunData(String name, String source, String hash, Schema schema, Map<String, Long> rows) {
    public RunData {
        rows = Ordered.copyOf(rows);
    }
}
