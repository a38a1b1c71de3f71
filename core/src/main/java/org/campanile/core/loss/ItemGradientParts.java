package org.campanile.core.loss;

import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;
import org.campanile.core.nn.GrowingMatrix;
import org.campanile.core.parallel.Shares;

/**
 * Gradients by the same items from several members of a team, each from its own share of the users: one matrix per
 * member, added up in the order of the members, so that the sum is the same bit for bit whatever their pace.
 */
final class ItemGradientParts implements AutoCloseable {
    private static final int ELEMENTS_AT_ONCE = 4096;

    private final GrowingMatrix[] parts;
    private final float[][] sums;
    private final float[][] addends;
    private final int dim;

    ItemGradientParts(int dim, int members) {
        this.dim = dim;
        this.parts = new GrowingMatrix[members];
        for (int member = 0; member < members; member++) {
            parts[member] = new GrowingMatrix(dim);
        }
        this.sums = new float[members][ELEMENTS_AT_ONCE];
        this.addends = new float[members][ELEMENTS_AT_ONCE];
    }

    /** A member's own part, {@code [>= items, dim]}. */
    FloatMatrix of(int member, int items) {
        return parts[member].atLeast(items);
    }

    /**
     * Adds up the gradients by {@code count} items from {@code firstItem} on.
     *
     * @param member who does it, in memory of its own
     * @param users  users that the parts come from; a member without any has no part in the sum
     * @param out    receives the sum of item {@code firstItem + i} at row {@code firstRow + i}
     */
    void sum(int member, int users, int firstItem, int count, FloatMatrix out, int firstRow) {
        int length = count * dim;
        for (int done = 0; done < length; done += ELEMENTS_AT_ONCE) {
            int block = Math.min(ELEMENTS_AT_ONCE, length - done);
            sum(sums[member], addends[member], users, firstItem * dim + done, block);
            out.buffer().put(firstRow * dim + done, sums[member], 0, block);
        }
    }

    /** Adds up the elements {@code from} to {@code from + length - 1} of the parts. */
    private void sum(float[] sum, float[] addend, int users, int from, int length) {
        boolean isFirst = true;
        for (int member = 0; member < parts.length; member++) {
            if (Shares.begin(member, parts.length, users) == Shares.end(member, parts.length, users)) {
                continue;
            }
            parts[member].atLeast(1).buffer().get(from, isFirst ? sum : addend, 0, length);
            if (!isFirst) {
                Kernels.active().add(addend, 0, sum, 0, length);
            }
            isFirst = false;
        }
    }

    @Override
    public void close() {
        for (GrowingMatrix part : parts) {
            part.close();
        }
    }
}
