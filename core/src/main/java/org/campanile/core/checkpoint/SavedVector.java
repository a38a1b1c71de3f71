package org.campanile.core.checkpoint;

import java.util.List;
import org.campanile.core.model.StateVector;

/**
 * A vector of the training's own in a checkpoint.
 *
 * @param size numbers in it
 */
record SavedVector(String name, int size, List<SavedFile> values) {
    SavedVector {
        values = List.copyOf(values);
    }

    /** What must agree with the training. */
    String shape() {
        return shape(name, size);
    }

    static String shapeOf(StateVector vector) {
        return shape(vector.name(), vector.values().length);
    }

    private static String shape(String name, int size) {
        return "outer optimizer's state of " + name + " of " + size + " numbers";
    }
}
