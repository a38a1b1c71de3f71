package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CandidateTest {
    private static final float[] ASCENDING = {
        -Float.MAX_VALUE, -2f, -1f, -Float.MIN_NORMAL, -Float.MIN_VALUE, 0f, Float.MIN_VALUE, 1f, 2f, Float.MAX_VALUE
    };
    private static final int[] ITEMS = {0, 1, 77, Integer.MAX_VALUE};

    @Test
    void itemAndScoreComeBack() {
        for (float score : ASCENDING) {
            for (int item : ITEMS) {
                long candidate = Candidate.of(item, score);
                assertThat(candidate).isNotNegative();
                assertThat(Candidate.item(candidate)).isEqualTo(item);
                assertThat(Candidate.score(candidate)).isEqualTo(score);
            }
        }
    }

    @Test
    void higherScoresAreBetterAndOfEqualOnesTheLowerIndex() {
        long last = -1;
        for (float score : ASCENDING) {
            for (int i = ITEMS.length - 1; i >= 0; i--) {
                assertThat(Candidate.of(ITEMS[i], score)).isGreaterThan(last);
                last = Candidate.of(ITEMS[i], score);
            }
        }
    }

    @Test
    void bothZerosAreEqual() {
        assertThat(Candidate.of(5, -0f)).isEqualTo(Candidate.of(5, 0f));
    }
}
