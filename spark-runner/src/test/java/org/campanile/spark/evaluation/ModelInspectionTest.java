package org.campanile.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.campanile.core.evaluation.VectorSpread;
import org.junit.jupiter.api.Test;

class ModelInspectionTest {
    private static final VectorSpread SOUND = new VectorSpread(0.1, 20, 0);

    @Test
    void soundVectorsAreNotWorthASentence() {
        assertThat(new ModelInspection("1", false, SOUND, null).findings()).isEmpty();
        assertThat(new ModelInspection("1", false, SOUND, SOUND).findings()).isEmpty();
    }

    @Test
    void collapsedVectorsOfUsersAreToldApartFromThoseOfItems() {
        ModelInspection inspection = new ModelInspection("1", false, SOUND, null);

        assertThat(inspection.with(new VectorSpread(0.99, 1.1, 0)).findings())
                .containsExactly("The users' vectors have collapsed: the mean cosine of two of them is 0.990.");
        assertThat(new ModelInspection("1", false, new VectorSpread(0.1, 1.2, 3), SOUND).findings())
                .containsExactly(
                        "The items' vectors have nearly collapsed to a line: they use 1.20 dimensions.",
                        "3 of the items' vectors looked at are 0.");
    }

    /** Users without history have vectors of 0 by design, and are counted elsewhere. */
    @Test
    void vectorsOfZeroAreWorthASentenceUnlessTheyAreMadeOfHistories() {
        VectorSpread users = new VectorSpread(0.1, 20, 7);

        assertThat(new ModelInspection("1", true, SOUND, users).findings()).isEmpty();
        assertThat(new ModelInspection("1", false, SOUND, users).findings())
                .containsExactly("7 of the users' vectors looked at are 0.");
    }
}
