package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.config.Option;

/** Section {@code model.mixture}: a multi-gate mixture of experts in place of a network that all tasks share. */
public record MixtureOptions(
        @Option(
                value =
                        "Experts that each task mixes by a gate of its own (MMoE), in place of the network before the outputs; 0:"
                                + " the tasks share that.",
                defaultValue = "0",
                range = "[0, 256]")
        int experts,

        @Option(value = "Sizes of each expert's layers, at least one.", defaultValue = "[64]", range = "[1, 65536]")
        List<Integer> expertMlp,

        @Option(
                value = "Sizes of the hidden layers between a task's mixture and its output; [] for none.",
                defaultValue = "[32]",
                range = "[1, 65536]")
        List<Integer> towerMlp) {

    /** One network that all tasks share. */
    static final MixtureOptions NONE = new MixtureOptions(0, List.of(64), List.of(32));

    public MixtureOptions {
        expertMlp = List.copyOf(expertMlp);
        towerMlp = List.copyOf(towerMlp);
        Check.that(!expertMlp.isEmpty(), "expert-mlp is [], but an expert needs at least one layer");
    }
}
