package org.campanile.towers;

import org.campanile.core.batch.Batch;

/** Decides which samples of a batch are trained with. For one thread. */
@FunctionalInterface
interface SampleChoice {
    /** All of them. */
    SampleChoice ALL = (epoch, batch) -> batch;

    /** The samples that are trained with; valid until the next choice, and as long as the batch is. */
    Batch choose(int epoch, Batch batch);
}
