package org.campanile.core.config;

import java.util.List;

/** The options of a ranking model type that learns more than clicks. */
public interface RankingOptions extends ModelOptions {
    /** What the model predicts, at least one task; labels are distinct. */
    List<TaskConfiguration> tasks();

    /** What a ranking model with these options predicts: clicks, unless the options say something else. */
    static List<TaskConfiguration> tasksOf(ModelOptions options) {
        return options instanceof RankingOptions ranking ? ranking.tasks() : List.of(TaskConfiguration.CLICK);
    }
}
