package org.campanile.core.training;

import org.campanile.core.collective.Collective;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;

/**
 * Makes the workers' models alike: dense parameters and optimizer state become their mean over all workers; of each
 * replicated table, every row that some worker touched since the last averaging becomes, with its optimizer state, the
 * mean over the workers that touched it. Rows that nobody touched are alike already and are not exchanged.
 *
 * <p>Afterwards all workers hold the same bits. Used by the training thread of each worker at the same step.
 */
final class ParameterAveraging {
    private final Collective collective;
    private final ModelState state;
    private final DenseAveraging dense;
    private final TouchedRowAveraging rows;
    private double seconds;

    /** Rows touched before, as by restoring a checkpoint, do not count. */
    ParameterAveraging(Collective collective, ModelState state) {
        this.collective = collective;
        this.state = state;
        this.dense = new DenseAveraging(collective);
        this.rows = new TouchedRowAveraging(collective);
        state.tables().forEach(TableState::clearTouched);
    }

    void average() {
        long begin = System.nanoTime();
        if (collective.world().size() > 1) {
            state.dense().forEach(dense::average);
            state.tables().forEach(rows::average);
        }
        state.tables().forEach(TableState::clearTouched);
        seconds += (System.nanoTime() - begin) / 1e9;
    }

    /** Wall time of all averagings so far. */
    double seconds() {
        return seconds;
    }

    /** Bytes this worker has sent so far. */
    long bytesSent() {
        return collective.bytesSent();
    }
}
