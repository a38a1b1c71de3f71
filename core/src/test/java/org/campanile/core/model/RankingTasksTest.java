package org.campanile.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.campanile.core.config.ScoreCombination;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.config.TaskConfiguration.Objective;
import org.junit.jupiter.api.Test;

class RankingTasksTest {
    private static final List<TaskConfiguration> TASKS = List.of(
            new TaskConfiguration("click", Objective.BINARY, 0, 1, 2),
            new TaskConfiguration("stars", Objective.MULTI_CLASS, 3, 1, 0.5),
            new TaskConfiguration("seconds", Objective.REGRESSION, 0, 1, 1));

    /** A click of 1/4, classes with the mean 0.5 + 2 * 0.25 = 1, and 3 seconds, after another sample's five numbers. */
    private static final float[] PREDICTIONS = {9, 9, 9, 9, 9, 0.25f, 0.25f, 0.5f, 0.25f, 3};

    @Test
    void weightedSumsAndProductsFollowTheirFormulas() {
        RankingTasks sum = new RankingTasks(TASKS, ScoreCombination.WEIGHTED_SUM);
        RankingTasks product = new RankingTasks(TASKS, ScoreCombination.WEIGHTED_PRODUCT);
        assertThat(sum.outputs()).isEqualTo(5);
        assertThat(sum.score(PREDICTIONS, 5)).isCloseTo(2 * 0.25f + 0.5f + 3, within(1e-6f));
        assertThat(product.score(PREDICTIONS, 5)).isCloseTo(0.25f * 0.25f * 1 * 3, within(1e-6f));
    }

    @Test
    void oneTaskIsItsOwnScore() {
        RankingTasks click = new RankingTasks(TASKS.subList(0, 1), ScoreCombination.WEIGHTED_SUM);
        assertThat(click.score(PREDICTIONS, 5)).isEqualTo(0.25f);
        RankingTasks stars = new RankingTasks(TASKS.subList(1, 2), ScoreCombination.WEIGHTED_PRODUCT);
        assertThat(stars.score(PREDICTIONS, 6)).isEqualTo(1f);
    }

    @Test
    void aLabelIsLearnedOnce() {
        assertThatThrownBy(() -> new RankingTasks(
                        List.of(TaskConfiguration.CLICK, TaskConfiguration.CLICK), ScoreCombination.WEIGHTED_SUM))
                .hasMessage("two tasks learn the label label");
    }
}
