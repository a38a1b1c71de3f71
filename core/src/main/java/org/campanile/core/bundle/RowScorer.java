package org.campanile.core.bundle;

import java.util.List;
import java.util.Map;
import org.campanile.core.batch.Batch;
import org.campanile.core.model.RankingModel;
import org.campanile.core.model.RankingTasks;
import org.campanile.core.transform.RowTransform;

/** Scores raw rows by a ranking model, some at a time. Used by one thread at a time. */
public final class RowScorer {
    /** So many rows, or a multiple, are best given at once. */
    public static final int ROWS_AT_ONCE = 1024;

    private final RankingModel model;
    private final RowTransform transform;
    private final RankingTasks tasks;
    private final Batch batch;
    private final float[] predictions;

    /** @param transform of what stands in the rows of the model's samples */
    public RowScorer(RankingModel model, RowTransform transform) {
        this.model = model;
        this.transform = transform;
        this.tasks = model.tasks();
        this.batch = new Batch(transform.columns(), ROWS_AT_ONCE);
        this.predictions = new float[ROWS_AT_ONCE * tasks.outputs()];
    }

    /**
     * The combined score of each row, see {@link RankingTasks#score}.
     *
     * @param rows raw values by name, see {@link RowTransform#append}
     */
    public float[] score(List<? extends Map<String, ?>> rows) {
        float[] all = predict(rows);
        float[] scores = new float[rows.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = tasks.score(all, row * tasks.outputs());
        }
        return scores;
    }

    /** The predictions of each row, {@code [rows, tasks().outputs()]}. */
    public float[] predict(List<? extends Map<String, ?>> rows) {
        int width = tasks.outputs();
        float[] all = new float[rows.size() * width];
        for (int first = 0; first < rows.size(); first += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, rows.size() - first);
            batch.clear();
            rows.subList(first, first + count).forEach(row -> transform.append(row, batch));
            model.predict(batch, predictions);
            System.arraycopy(predictions, 0, all, first * width, count * width);
        }
        return all;
    }

    /** Predictions of a row. */
    int outputs() {
        return tasks.outputs();
    }
}
