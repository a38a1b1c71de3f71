package org.campanile.core.training;

import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.stream.ReaderState;

/** Notices the first step whose loss is not finite and says where the numbers went wrong. Owned by the training thread. */
final class DivergenceGuard {
    private final int rank;
    private String reason = "";

    DivergenceGuard(int rank) {
        this.rank = rank;
    }

    /** @param loss sum of the step's losses */
    void check(double loss, ReaderState position, ModelState state) {
        if (reason.isEmpty() && !Double.isFinite(loss)) {
            reason = "The loss is " + loss + " at epoch " + (position.epoch() + 1) + ", step "
                    + (position.step() + 1) + " of worker " + rank + culprit(state)
                    + ": lower the learning rates or raise the temperature, or look for extreme values in the data.";
        }
    }

    boolean hasDiverged() {
        return !reason.isEmpty();
    }

    String reason() {
        return reason;
    }

    private static String culprit(ModelState state) {
        for (TableState table : state.tables()) {
            float[] record = new float[table.dim() + table.stateSize()];
            for (int row : table.touchedRows()) {
                table.readRecord(row, record, 0);
                if (!areFinite(record)) {
                    return "; row " + row + " of embedding table " + table.name() + " is not finite";
                }
            }
        }
        for (DenseParameters network : state.dense()) {
            float[] values = new float[network.size()];
            network.readParameters(values);
            if (!areFinite(values)) {
                return "; network " + network.name() + " has parameters that are not finite";
            }
        }
        return "; all parameters are finite still";
    }

    private static boolean areFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
