package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.campanile.core.metric.ItemExposure;
import org.junit.jupiter.api.Test;

class CatalogueMetricsTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /** Items 1 to 5 are recommended 5, 3, 2, 0 and 0 times. */
    private static ItemExposure exposure() {
        ItemExposure exposure = new ItemExposure(6, 2);
        for (int[] list : new int[][] {{1, 2, 4}, {1, 2, 5}, {1, 2}, {1, 3}, {3, 1}}) {
            exposure.add(list); // of three the first two count
        }
        return exposure;
    }

    @Test
    void metricsFollowTheirDefinitions() {
        long[] popularity = {9, 50, 30, 20, 10, 1};
        Map<String, Double> values =
                new CatalogueMetrics(exposure(), new Catalogue(popularity, Candidates.all(6))).values();

        assertThat(values)
                .containsEntry("items_for_10_percent_at_2", 1.0) // 5 of 10 are more than 1
                .containsEntry("items_for_20_percent_at_2", 1.0)
                .containsEntry("items_for_50_percent_at_2", 1.0) // just 5 of 10
                .containsEntry("items_for_100_percent_at_2", 3.0)
                .containsEntry("saturation_items_at_2", 2.0) // 5 and 3 are above 10 / 5; 2 is not
                .containsEntry("coverage_at_2", 0.6); // 3 of 5
        // ascending 0, 0, 2, 3, 5 with factors -4, -2, 0, 2, 4: (6 + 20) / (5 * 10)
        assertThat(values.get("gini_at_2")).isEqualTo(0.52, EXACT);
        // -(.5 log2 .5 + .3 log2 .3 + .2 log2 .2)
        assertThat(values.get("entropy_at_2")).isEqualTo(1.4854752972273344, EXACT);
        // (5 * 50 + 3 * 30 + 2 * 20) / 10
        assertThat(values.get("average_popularity_at_2")).isEqualTo(38, EXACT);
    }

    @Test
    void itemsThatAreNoCandidatesAreNoPartOfTheCatalogue() {
        Candidates three = Candidates.of(6, item -> item <= 3);
        Map<String, Double> values = new CatalogueMetrics(exposure(), new Catalogue(new long[6], three)).values();
        assertThat(values).containsEntry("coverage_at_2", 1.0).containsEntry("saturation_items_at_2", 1.0); // 10 / 3
    }

    @Test
    void withoutRecommendationsThereAreNoMetrics() {
        Catalogue catalogue = new Catalogue(new long[6], Candidates.all(6));
        assertThat(new CatalogueMetrics(new ItemExposure(6, 2), catalogue).values())
                .isEmpty();
    }

    @Test
    void theCurveRisesFromNothingToAll() {
        Catalogue catalogue = new Catalogue(new long[6], Candidates.all(6));
        assertThat(new CatalogueMetrics(exposure(), catalogue).curve())
                .containsExactly(
                        new double[] {0, 0},
                        new double[] {.2, .5},
                        new double[] {.4, .8},
                        new double[] {.6, 1},
                        new double[] {.8, 1},
                        new double[] {1, 1});
    }

    @Test
    void decilesHoldItemsOfEqualPopularityTogether() {
        // 20 candidates: ten never taken, places 0 to 9, average 4.5 of 20: decile 2; one each of 1 to 10
        long[] popularity = new long[21];
        for (int item = 11; item <= 20; item++) {
            popularity[item] = item - 10L;
        }
        PopularityGroups groups = new PopularityGroups(popularity, Candidates.all(21));
        assertThat(groups.of(1)).isEqualTo(2);
        assertThat(groups.of(10)).isEqualTo(2);
        assertThat(groups.size(2)).isEqualTo(10);
        assertThat(groups.of(11)).isEqualTo(5); // place 10 of 20
        assertThat(groups.of(20)).isEqualTo(9);
        assertThat(groups.size(9)).isEqualTo(2);
        assertThat(groups.contains(0)).isFalse();
    }
}
