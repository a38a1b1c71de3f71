package org.campanile.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.campanile.core.evaluation.VectorSpread;
import org.junit.jupiter.api.Test;

class ModelInspectionTest {
    private static final VectorSpread SOUND = new VectorSpread(0.1, 20, 0, 1);

    @Test
    void soundVectorsAreNotWorthASentence() {
        assertThat(new ModelInspection("1", false, 1, SOUND, null).findings()).isEmpty();
        assertThat(new ModelInspection("1", false, 1, SOUND, SOUND).findings()).isEmpty();
    }

    @Test
    void collapsedVectorsOfUsersAreToldApartFromThoseOfItems() {
        ModelInspection inspection = new ModelInspection("1", false, 1, SOUND, null);

        assertThat(inspection.with(new VectorSpread(0.99, 1.1, 0, 1)).findings())
                .containsExactly("The users' vectors have collapsed: the mean cosine of two of them is 0.990.");
        assertThat(new ModelInspection("1", false, 1, new VectorSpread(0.1, 1.2, 3, 1), SOUND).findings())
                .containsExactly(
                        "The items' vectors have nearly collapsed to a line: they use 1.20 dimensions.",
                        "3 of the items' vectors looked at are 0.");
    }

    /** Users without history have vectors of 0 by design, and are counted elsewhere. */
    @Test
    void vectorsOfZeroAreWorthASentenceUnlessTheyAreMadeOfHistories() {
        VectorSpread users = new VectorSpread(0.1, 20, 7, 1);

        assertThat(new ModelInspection("1", true, 1, SOUND, users).findings()).isEmpty();
        assertThat(new ModelInspection("1", false, 1, SOUND, users).findings())
                .containsExactly("7 of the users' vectors looked at are 0.");
    }

    /** Lengths of 1 and 2 allow scores of 2, and a temperature of 0.5 no more; 2.1 is more. */
    @Test
    void vectorsLongerThanTheSimilarityAllowsAreWorthASentence() {
        ModelInspection inspection = new ModelInspection("1", true, 2, SOUND, null);

        assertThat(inspection.with(new VectorSpread(0.1, 20, 0, 2)).findings()).isEmpty();
        assertThat(inspection.with(new VectorSpread(0.1, 20, 0, 2.1)).findings())
                .containsExactly(
                        "The vectors allow scores up to 2.100, but similarity and temperature none beyond 2.000.");
    }
}
