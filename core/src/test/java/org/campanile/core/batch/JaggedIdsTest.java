package org.campanile.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JaggedIdsTest {
    @Test
    void weightsStayBesideTheirIds() {
        JaggedIds source = new JaggedIds();
        int[] ids = new int[50];
        float[] weights = new float[50];
        Arrays.setAll(ids, i -> i);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i / 4f;
        }
        source.addRow(ids, weights, 0, 2);
        source.addRow(ids, weights, 7, 0);
        source.addRow(ids, weights, 10, 40);

        JaggedIds copy = new JaggedIds();
        copy.addRow(source, 2);
        copy.addRows(source, 0, 3);
        assertThat(copy.isWeighted()).isTrue();
        assertThat(copy.rows()).isEqualTo(4);
        assertThat(copy.count()).isEqualTo(82);
        for (int i = 0; i < copy.count(); i++) {
            assertThat(copy.weights()[i]).isEqualTo(copy.values()[i] / 4f);
        }
    }

    @Test
    void rowsWithAndWithoutWeightsCannotBeMixed() {
        JaggedIds weighted = new JaggedIds();
        weighted.addRow(new int[] {1}, new float[] {2}, 0, 1);
        JaggedIds plain = new JaggedIds();
        plain.addRow(new int[] {1}, 0, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weighted.addRows(plain, 0, 1))
                .withMessage("rows with weights and rows without cannot be mixed");
        assertThatIllegalArgumentException().isThrownBy(() -> plain.addRow(weighted, 0));

        plain.clear();
        plain.addRows(weighted, 0, 1);
        assertThat(plain.weights()[0]).isEqualTo(2);
        plain.clear();
        assertThat(plain.isWeighted()).isFalse();
        plain.addRow(new int[] {1}, 0, 1);
        assertThat(plain.isWeighted()).isFalse();
    }
}
