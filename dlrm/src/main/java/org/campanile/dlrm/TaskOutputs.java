package org.campanile.dlrm;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.loss.BinaryCrossEntropy;
import org.campanile.core.loss.TaskLoss;
import org.campanile.core.math.Kernels;
import org.campanile.core.model.RankingTasks;
import org.campanile.core.schema.Targets;

/**
 * From a network's outputs to loss, gradients and predictions. The loss of a sample is the sum over tasks of the task's
 * weight times its loss; a task whose label is missing adds nothing.
 *
 * <p>Outputs of a sample stand side by side, task by task. Members of a thread team work on rows of their own.
 */
final class TaskOutputs {
    private final RankingTasks tasks;
    private final Column[] columns;
    private final int width;
    private float[][] own = {};

    /**
     * A task's place and loss.
     *
     * @param first place of its first output among those of a sample
     * @param label place of its label among those of a sample
     */
    private record Column(TaskConfiguration task, int first, int label, TaskLoss loss, LabelMask mask) {}

    /** @param targets the samples' labels */
    TaskOutputs(RankingTasks tasks, LossOptions loss, Targets targets) {
        this.tasks = tasks;
        this.width = tasks.outputs();
        this.columns = IntStream.range(0, tasks.tasks().size())
                .mapToObj(number -> {
                    TaskConfiguration task = tasks.tasks().get(number);
                    int label = targets.label(task.label());
                    return new Column(task, tasks.firstOutput(number), label, loss.of(task), new LabelMask());
                })
                .toArray(Column[]::new);
    }

    RankingTasks tasks() {
        return tasks;
    }

    /** Outputs of a sample. */
    int width() {
        return width;
    }

    /** Makes room for a batch of {@code rows}. */
    void ensureCapacity(int rows) {
        for (Column column : columns) {
            column.mask.ensureCapacity(rows);
        }
        if (columns.length > 1 && (own.length == 0 || own[0].length < rows * columns[0].task.outputs())) {
            own = Arrays.stream(columns)
                    .map(column -> new float[rows * column.task.outputs()])
                    .toArray(float[][]::new);
        }
    }

    /**
     * Replaces the outputs of some samples, {@code [>= firstRow + rows, width()]}, by the gradients of the loss.
     *
     * @param gradientScale what each gradient is multiplied by
     * @return the sum of the samples' losses
     */
    double lossAndGradients(float[] outputs, int firstRow, int rows, Batch batch, float gradientScale) {
        double sum = 0;
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            float[] matrix = columns.length == 1 ? outputs : own[i];
            float weight = (float) column.task.weight();
            move(column, outputs, matrix, firstRow, rows, Direction.TO_TASK);
            double loss = loss(column, matrix, firstRow, rows, batch, gradientScale * weight);
            move(column, outputs, matrix, firstRow, rows, Direction.TO_SAMPLES);
            sum += weight * loss;
        }
        return sum;
    }

    private static double loss(
            Column column, float[] matrix, int firstRow, int rows, Batch batch, float gradientScale) {
        float[] labels = batch.labels(column.label);
        float[] weights = batch.weights();
        if (LabelMask.isNeeded(labels, firstRow, rows)) {
            column.mask.take(labels, weights, firstRow, rows);
            labels = column.mask.labels();
            weights = column.mask.weights();
        }
        return column.loss.lossAndGradients(matrix, firstRow, labels, weights, rows, gradientScale, matrix);
    }

    private enum Direction {
        TO_TASK,
        TO_SAMPLES
    }

    /** Copies a task's columns between the outputs of all tasks and a matrix of its own. */
    private void move(Column column, float[] outputs, float[] matrix, int firstRow, int rows, Direction direction) {
        if (matrix == outputs) {
            return;
        }
        int count = column.task.outputs();
        int at = firstRow * width + column.first;
        for (int row = firstRow; row < firstRow + rows; row++) {
            switch (direction) {
                case TO_TASK -> System.arraycopy(outputs, at, matrix, row * count, count);
                case TO_SAMPLES -> System.arraycopy(matrix, row * count, outputs, at, count);
            }
            at += width;
        }
    }

    /** Replaces the outputs of the first samples by predictions. */
    void predict(float[] outputs, int rows) {
        for (int row = 0; row < rows; row++) {
            for (Column column : columns) {
                predict(column.task, outputs, row * width + column.first);
            }
        }
    }

    private static void predict(TaskConfiguration task, float[] outputs, int at) {
        switch (task.objective()) {
            case BINARY -> outputs[at] = BinaryCrossEntropy.probability(outputs[at]);
            case REGRESSION -> {}
            case MULTI_CLASS -> Kernels.active().softmax().softmax(outputs, at, task.classes());
        }
    }
}
