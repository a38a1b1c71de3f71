package org.campanile.core.config;

import java.io.Serializable;
import org.campanile.core.Check;

/** An entry of {@code model.tasks}: one label that a ranking model learns. */
public record TaskConfiguration(
        @Option(
                value = "The label: label, the first one, or one of data.targets.further-labels.",
                defaultValue = "label")
        String label,

        @Option(
                value = "binary: the probability of a label that is 0 or 1; regression: a number; multi-class: the"
                        + " probability of each of `classes` classes.",
                defaultValue = "binary")
        Objective objective,

        @Option(
                value = "Multi-class: number of classes; labels are whole numbers from 0 to one less.",
                defaultValue = "0",
                range = "[0, 100000]")
        int classes,

        @Option(
                value = "What the task's loss is multiplied by in the sum of all tasks' losses.",
                defaultValue = "1",
                range = "(0, 1000000]")
        double weight,

        @Option(
                value = "How much the task's prediction counts in the combined score, as `score` says; 0: not at all.",
                defaultValue = "1",
                range = "[-1000000, 1000000]")
        double scoreWeight)
        implements Serializable {

    /** Name of the first label. */
    public static final String FIRST_LABEL = "label";

    /** The probability that the first label is 1. */
    public static final TaskConfiguration CLICK = new TaskConfiguration(FIRST_LABEL, Objective.BINARY, 0, 1, 1);

    /** What is predicted of a label. */
    public enum Objective {
        BINARY,
        REGRESSION,
        MULTI_CLASS;

        /** The objective's word in configuration files. */
        public String word() {
            return OptionDescriptor.kebab(name());
        }
    }

    public TaskConfiguration {
        Check.that(!label.isBlank(), "label of a task is empty");
        Check.that(
                objective != Objective.MULTI_CLASS || classes >= 2,
                "the task %s is multi-class, but its classes are %d; allowed: at least 2",
                label,
                classes);
        Check.that(
                objective == Objective.MULTI_CLASS || classes == 0,
                "the task %s has classes %d, but is %s: set its objective to multi-class",
                label,
                classes,
                objective.word());
    }

    /** Outputs of a model for this task: one, or one for each class. */
    public int outputs() {
        return objective == Objective.MULTI_CLASS ? classes : 1;
    }
}
