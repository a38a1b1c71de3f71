package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.config.Option;
import org.campanile.core.config.ScoreCombination;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.model.RankingTasks;

/** What ranking models of every type are asked for: what they predict, and by which losses they learn it. */
public record ObjectiveOptions(
        @Option(value = "The loss of a sample.", defaultValue = "{}")
        LossOptions loss,

        @Option(
                value =
                        "The labels that are learned, each with an objective; [] is a single binary one, the first label.",
                defaultValue = "[]")
        List<TaskConfiguration> tasks,

        @Option(
                value =
                        "How several tasks make one score: weighted-sum or weighted-product of their predictions; a class"
                                + " counts by its number, on average over the predicted probabilities.",
                defaultValue = "weighted-sum")
        ScoreCombination score) {

    /** A click, by its cross-entropy. */
    static final ObjectiveOptions CLICK =
            new ObjectiveOptions(LossOptions.DEFAULTS, List.of(), ScoreCombination.WEIGHTED_SUM);

    public ObjectiveOptions {
        tasks = tasks.isEmpty() ? List.of(TaskConfiguration.CLICK) : List.copyOf(tasks);
        new RankingTasks(tasks, score);
    }

    RankingTasks rankingTasks() {
        return new RankingTasks(tasks, score);
    }
}
