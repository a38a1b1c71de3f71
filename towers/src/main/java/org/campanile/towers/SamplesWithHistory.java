package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.campanile.core.batch.JaggedIds;

/** Those of the samples that another choice leaves whose users took something before. Grows to the largest batch. */
final class SamplesWithHistory implements SampleChoice {
    private final SampleChoice others;
    private final int column;
    private final SampleSelection selection = new SampleSelection();

    /**
     * @param others decides first
     * @param column sequence column of the histories in the samples' rows
     */
    SamplesWithHistory(SampleChoice others, int column) {
        this.others = others;
        this.column = column;
    }

    @Override
    public Batch choose(int epoch, Batch batch) {
        Batch chosen = others.choose(epoch, batch);
        Batch target = selection.begin(chosen);
        for (int row = 0; row < chosen.size(); row++) {
            if (hasKnownItem(chosen.sequence(column), row)) {
                target.append(chosen, row, 1);
            }
        }
        return target;
    }

    /** Index 0 stands for an item that nothing is known of. */
    private static boolean hasKnownItem(JaggedIds histories, int row) {
        for (int i = histories.start(row); i < histories.start(row + 1); i++) {
            if (histories.values()[i] != 0) {
                return true;
            }
        }
        return false;
    }
}
