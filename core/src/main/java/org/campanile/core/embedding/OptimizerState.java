package org.campanile.core.embedding;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;

/** Tells optimizers apart by the state that they keep, which is all that a checkpoint holds of them. */
public final class OptimizerState {
    private OptimizerState() {}

    /**
     * The optimizer that keeps so many numbers per row, as it is named in a configuration. Of two that would, which happens
     * for {@code dim} 1, where they are the same, both are named.
     */
    public static String optimizer(int stateSize, int dim) {
        String names = names(stateSize, dim);
        if (!names.isEmpty()) {
            return names;
        }
        String decaying = names(stateSize - 1, dim);
        return decaying.isEmpty()
                ? "an optimizer with " + stateSize + " numbers of state per row"
                : decaying + " with l2-scope whole-table";
    }

    private static String names(int stateSize, int dim) {
        return Arrays.stream(SparseOptimizerType.values())
                .filter(type -> SparseOptimizer.of(new SparseOptimizerConfiguration(type, 1))
                                .stateSize(dim)
                        == stateSize)
                .map(type -> type.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(" or "));
    }
}
