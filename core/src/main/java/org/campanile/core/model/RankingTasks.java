package org.campanile.core.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.campanile.core.Check;
import org.campanile.core.config.ScoreCombination;
import org.campanile.core.config.TaskConfiguration;

/**
 * What a ranking model predicts of a sample, and how one score is made of it.
 *
 * <p>The value v of a task is the probability that a binary label is 1, a predicted number, or of classes the mean
 * {@code sum over c of c p_c}. With the tasks' score weights a, the combined score is
 *
 * <pre>
 * weighted-sum       sum over tasks of a v       of one task v itself
 * weighted-product   product over tasks of v^a   negative values count as 0
 * </pre>
 *
 * @param tasks       at least one, of distinct labels
 * @param combination how the values make one score
 */
public record RankingTasks(List<TaskConfiguration> tasks, ScoreCombination combination) {
    /** The probability of a click alone. */
    public static final RankingTasks CLICK =
            new RankingTasks(List.of(TaskConfiguration.CLICK), ScoreCombination.WEIGHTED_SUM);

    public RankingTasks {
        tasks = List.copyOf(tasks);
        Check.that(!tasks.isEmpty(), "there are no tasks");
        Set<String> labels = new HashSet<>();
        for (TaskConfiguration task : tasks) {
            Check.that(labels.add(task.label()), "two tasks learn the label %s", task.label());
        }
    }

    /** Predictions of a sample: the sum of the tasks' outputs. */
    public int outputs() {
        return firstOutput(tasks.size());
    }

    /** Place of a task's first prediction among those of a sample. */
    public int firstOutput(int task) {
        int sum = 0;
        for (int i = 0; i < task; i++) {
            sum += tasks.get(i).outputs();
        }
        return sum;
    }

    /**
     * The combined score of a sample.
     *
     * @param at place of the sample's first prediction
     */
    public float score(float[] predictions, int at) {
        if (tasks.size() == 1) {
            return value(tasks.get(0), predictions, at);
        }
        double score = combination == ScoreCombination.WEIGHTED_SUM ? 0 : 1;
        int from = at;
        for (TaskConfiguration task : tasks) {
            float value = value(task, predictions, from);
            score = switch (combination) {
                case WEIGHTED_SUM -> score + task.scoreWeight() * value;
                case WEIGHTED_PRODUCT -> score * Math.pow(Math.max(value, 0), task.scoreWeight());
            };
            from += task.outputs();
        }
        return (float) score;
    }

    private static float value(TaskConfiguration task, float[] predictions, int from) {
        if (task.outputs() == 1) {
            return predictions[from];
        }
        double mean = 0;
        for (int c = 0; c < task.classes(); c++) {
            mean += (double) c * predictions[from + c];
        }
        return (float) mean;
    }
}
