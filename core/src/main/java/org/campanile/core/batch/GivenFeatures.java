package org.campanile.core.batch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Features of some of a list of entities that are given in place of those stored by their keys: of someone new, or in a new
 * situation. Mutable and reused; owned by one thread at a time.
 */
public final class GivenFeatures {
    private @Nullable Batch[] batches = new Batch[0];
    private int[] rows = new int[0];
    private int end;

    /** Gives the features of the entity at a place: a row of a batch of all features stored by key, which must not change. */
    public void set(int place, Batch batch, int row) {
        if (place >= batches.length) {
            batches = Arrays.copyOf(batches, Math.max(16, 2 * (place + 1)));
            rows = Arrays.copyOf(rows, batches.length);
        }
        batches[place] = batch;
        rows[place] = row;
        end = Math.max(end, place + 1);
    }

    /** Removes all. */
    public void clear() {
        Arrays.fill(batches, 0, end, null);
        end = 0;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return end == 0;
    }

    /** The batch of the entity at a place; null when its features are those stored by its key. */
    public @Nullable Batch batch(int place) {
        return place < end ? batches[place] : null;
    }

    /** Its row in the batch. */
    public int row(int place) {
        return rows[place];
    }
}
