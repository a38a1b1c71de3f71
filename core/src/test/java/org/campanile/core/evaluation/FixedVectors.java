package org.campanile.core.evaluation;

import java.util.stream.IntStream;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.UntrainedVectors;
import org.campanile.core.model.UserQueries;

/** A retrieval model whose vectors are given: {@code [users * interests, size]} and {@code [items, size]}. */
final class FixedVectors extends UntrainedVectors {
    private final int interests;
    private final float[][] users;
    private final float[][] items;

    FixedVectors(float[][] users, float[][] items) {
        this(1, users, items);
    }

    FixedVectors(int interests, float[][] users, float[][] items) {
        this.interests = interests;
        this.users = users;
        this.items = items;
    }

    @Override
    public int vectorSize() {
        return users[0].length;
    }

    @Override
    public int interests() {
        return interests;
    }

    @Override
    public boolean readsHistories() {
        return false;
    }

    @Override
    public void userVectors(UserQueries queries, FloatMatrix out) {
        int[] rows = IntStream.range(0, queries.size() * interests)
                .map(row -> queries.keys()[row / interests] * interests + row % interests)
                .toArray();
        copy(users, rows, 0, rows.length, out);
    }

    @Override
    public void itemVectors(int[] indices, int from, int count, FloatMatrix out) {
        copy(items, indices, from, count, out);
    }

    private static void copy(float[][] vectors, int[] indices, int from, int count, FloatMatrix out) {
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < out.columns(); i++) {
                out.set(row, i, vectors[indices[from + row]][i]);
            }
        }
    }

    @Override
    public ModelState state() {
        throw new UnsupportedOperationException("these vectors are fixed");
    }

    @Override
    public void close() {}
}
