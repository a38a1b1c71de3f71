package org.campanile.core.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.campanile.core.batch.JaggedIds;

/** One row of jagged ids with weights, which are 1 when they are left out. */
@SuppressWarnings("ArrayRecordComponent")
record Bag(int[] ids, float[] weights) {

    static Bag of(int... ids) {
        float[] weights = new float[ids.length];
        Arrays.fill(weights, 1f);
        return new Bag(ids, weights);
    }

    /** Up to four ids. Their number and weights are powers of two, so that sums and means of such gradients are exact. */
    static Bag random(Random random, int rows, boolean weighted) {
        Bag bag = of(
                random.ints(new int[] {0, 1, 2, 4}[random.nextInt(4)], 0, rows).toArray());
        for (int i = 0; weighted && i < bag.weights.length; i++) {
            bag.weights[i] = new float[] {0.5f, 2f, -1f}[random.nextInt(3)];
        }
        return bag;
    }

    static JaggedIds jagged(List<Bag> bags, boolean weighted) {
        JaggedIds jagged = new JaggedIds();
        for (Bag bag : bags) {
            if (weighted) {
                jagged.addRow(bag.ids, bag.weights, 0, bag.ids.length);
            } else {
                jagged.addRow(bag.ids, 0, bag.ids.length);
            }
        }
        return jagged;
    }
}
