package org.campanile.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupedAucTest {

    @Test
    void groupsCountByTheirSamples() {
        GroupedAuc auc = new GroupedAuc();
        // Pairs: .5 > .25, .5 = .5 (half): 1.5 of 2, of three samples.
        auc.add(new float[] {0.5f, 0.25f, 0.5f}, new float[] {1, 0, 0});
        // The wrong way round: 0, of two samples.
        auc.add(new float[] {0.9f, 0.1f}, new float[] {0, 1});
        auc.add(new float[] {0.9f, 0.1f, 0.3f}, new float[] {1, 1, 1});
        assertThat(auc.value()).isCloseTo((3 * 0.75 + 2 * 0) / 5, within(1e-12));
        assertThat(auc.groups()).isEqualTo(2);
        assertThat(auc.allGroups()).isEqualTo(3);
    }

    @Test
    void aSingleGroupHasTheAucOfItsSamples() {
        Random random = new Random(3);
        float[] predictions = new float[500];
        float[] labels = new float[500];
        BinaryMetrics binary = new BinaryMetrics();
        for (int i = 0; i < 500; i++) {
            predictions[i] = (1 + random.nextInt(50)) / 64f;
            labels[i] = random.nextInt(2);
            binary.add(predictions[i], labels[i]);
        }
        GroupedAuc auc = new GroupedAuc();
        auc.add(predictions, labels);
        assertThat(auc.value()).isCloseTo(binary.values().get("auc"), within(1e-12));
    }

    @Test
    void mergedAccumulatorsEqualOneOverAllGroups() {
        Random random = new Random(4);
        GroupedAuc whole = new GroupedAuc();
        GroupedAuc left = new GroupedAuc();
        GroupedAuc right = new GroupedAuc();
        for (int i = 0; i < 50; i++) {
            float[] predictions = new float[1 + random.nextInt(5)];
            float[] labels = new float[predictions.length];
            for (int k = 0; k < labels.length; k++) {
                predictions[k] = random.nextFloat();
                labels[k] = random.nextInt(2);
            }
            whole.add(predictions, labels);
            (i % 2 == 0 ? left : right).add(predictions, labels);
        }
        left.merge(right);
        assertThat(left.value()).isCloseTo(whole.value(), within(1e-12));
        assertThat(left.groups()).isEqualTo(whole.groups());
    }

    @Test
    void withoutAGroupOfBothLabelsThereIsNone() {
        GroupedAuc auc = new GroupedAuc();
        auc.add(new float[] {0.5f}, new float[] {1});
        assertThat(auc.value()).isNaN();
    }
}
