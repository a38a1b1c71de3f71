package org.campanile.core.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * The quarter of the entities, by the value of a dense feature, in which an entity is; the unknown entity does not count.
 * The values are those that models see, rescaled as the data set's transform says, so that quarters are numbered and not
 * named by their bounds.
 */
final class Quartiles implements AttributeValues {
    private static final int COUNT = 4;

    private final float[] values;
    private final float[] bounds = new float[COUNT - 1];

    /** @param values of each entity by index, the unknown one first */
    Quartiles(float[] values) {
        this.values = values;
        float[] ascending = Arrays.copyOfRange(values, Math.min(1, values.length), values.length);
        Arrays.sort(ascending);
        for (int quarter = 1; quarter < COUNT; quarter++) {
            bounds[quarter - 1] =
                    ascending.length == 0 ? 0 : ascending[(int) ((long) quarter * ascending.length / COUNT)];
        }
    }

    @Override
    public Iterable<String> of(int entity) {
        int quarter = 1;
        for (float bound : bounds) {
            quarter += values[entity] >= bound ? 1 : 0;
        }
        return List.of("quarter-" + quarter);
    }
}
