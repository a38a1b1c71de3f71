package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.config.TaskConfiguration.Objective;
import scala.Tuple2;

/**
 * Predictions and labels of samples by group. Of a sample come, for each binary task, prediction and label, and of a group
 * these numbers of all its samples, one after the other. Used by one thread.
 */
final class GroupPredictions {
    private final List<TaskConfiguration> tasks;
    private final Map<Integer, GrowingNumbers> groups = new HashMap<>();

    GroupPredictions(List<TaskConfiguration> tasks) {
        this.tasks = tasks;
    }

    /**
     * Adds the samples of a batch.
     *
     * @param values      the group of each; those of group 0, the unknown value, are left out
     * @param predictions {@code [>= batch.size(), outputs of all tasks]}
     */
    void add(Batch batch, int[] values, float[] predictions) {
        int width = tasks.stream().mapToInt(TaskConfiguration::outputs).sum();
        for (int row = 0; row < batch.size(); row++) {
            if (values[row] != 0) {
                add(
                        batch,
                        row,
                        predictions,
                        row * width,
                        groups.computeIfAbsent(values[row], v -> new GrowingNumbers()));
            }
        }
    }

    private void add(Batch batch, int row, float[] predictions, int first, GrowingNumbers numbers) {
        int at = first;
        for (TaskConfiguration task : tasks) {
            if (task.objective() == Objective.BINARY) {
                numbers.add(predictions[at]);
                numbers.add(batch.labels(batch.columns().targets().label(task.label()))[row]);
            }
            at += task.outputs();
        }
    }

    /** The numbers by group. */
    List<Tuple2<Integer, float[]>> pairs() {
        List<Tuple2<Integer, float[]>> pairs = new ArrayList<>();
        groups.forEach((group, numbers) -> pairs.add(new Tuple2<>(group, numbers.toArray())));
        return pairs;
    }
}
