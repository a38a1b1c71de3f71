package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.campanile.core.batch.Batch;
import org.campanile.core.negative.NegativeSampler;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    /** "Draws" numbers that tell epoch, position and draw: 1000 epoch + 10 position + draw. */
    private static final NegativeSampler SPEAKING = (epoch, position, count, out, from) -> {
        for (int draw = 0; draw < count; draw++) {
            out[from + draw] = 1000 * epoch + 10 * (int) position + draw;
        }
    };

    @Test
    void eachSamplesItemIsFollowedByItsNegatives() {
        Batch batch = Interactions.ofKeys(9, 9).samples(2, new Random(1));
        Interactions.set(batch, 0, 5, 7);
        Interactions.set(batch, 1, 6, 3);
        batch.labels()[0] = 0.5f;
        batch.labels()[1] = 1;
        batch.positions()[0] = 8;
        batch.positions()[1] = 2;
        Candidates candidates = new Candidates(SPEAKING, 2);

        candidates.draw(4, batch, batch.columns().categoricalColumn("item"));

        assertThat(candidates.perSample()).isEqualTo(3);
        assertThat(candidates.count()).isEqualTo(6);
        assertThat(Arrays.copyOf(candidates.items(), 6)).containsExactly(7, 4080, 4081, 3, 4020, 4021);
        assertThat(Arrays.copyOf(candidates.labels(), 6)).containsExactly(0.5f, 0, 0, 1, 0, 0);
    }

    @Test
    void smallerBatchForgetsTheLargerOne() {
        Batch batch = Interactions.ofKeys(9, 9).samples(4, new Random(1));
        Candidates candidates = new Candidates(SPEAKING, 1);
        candidates.draw(0, batch, batch.columns().categoricalColumn("item"));
        batch.setSize(1);
        candidates.draw(0, batch, batch.columns().categoricalColumn("item"));
        assertThat(candidates.count()).isEqualTo(2);
        assertThat(Arrays.copyOf(candidates.labels(), 2)).containsExactly(1, 0);
    }
}
