package org.campanile.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PopularityOpportunityTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final long[] POPULARITY = {0, 100, 50, 10};

    @Test
    void popularItemsOnTopGiveOne() {
        PopularityOpportunity opportunity = new PopularityOpportunity(4, 100);
        opportunity.add(new int[] {1, 2, 3}, new double[] {0, 4, 9}, POPULARITY);
        assertThat(opportunity.ofUsers()).isEqualTo(1, EXACT);
        assertThat(opportunity.ofItems(POPULARITY)).isEqualTo(1, EXACT);
    }

    @Test
    void unpopularItemsOnTopGiveMinusOne() {
        PopularityOpportunity opportunity = new PopularityOpportunity(4, 100);
        opportunity.add(new int[] {1, 2, 3}, new double[] {9, 4, 0}, POPULARITY);
        assertThat(opportunity.ofUsers()).isEqualTo(-1, EXACT);
    }

    @Test
    void usersOfWhomItIsNotDefinedDoNotCount() {
        PopularityOpportunity opportunity = new PopularityOpportunity(4, 10);
        opportunity.add(new int[] {1}, new double[] {3}, POPULARITY); // one item
        opportunity.add(new int[] {1, 2}, new double[] {10, 500}, POPULARITY); // both beyond the lists: tied
        assertThat(opportunity.ofUsers()).isNaN();
        opportunity.add(new int[] {1, 2}, new double[] {0, 5}, POPULARITY);
        assertThat(opportunity.ofUsers()).isEqualTo(1, EXACT);
    }

    @Test
    void itemsAreComparedByTheirMeanRankOverUsersAndMachines() {
        PopularityOpportunity left = new PopularityOpportunity(4, 100);
        PopularityOpportunity right = new PopularityOpportunity(4, 100);
        left.add(new int[] {1}, new double[] {8}, POPULARITY);
        left.add(new int[] {2}, new double[] {4}, POPULARITY);
        right.add(new int[] {1}, new double[] {2}, POPULARITY); // item 1: mean rank 5
        right.add(new int[] {3}, new double[] {7}, POPULARITY);
        left.merge(right);
        // by popularity, falling: mean ranks 5, 4, 7, in ranks 2, 1, 3 against 3, 2, 1 of the popularities:
        // Spearman 1 - 6 (1 + 1 + 4) / (3 * 8) = -0.5
        assertThat(left.ofItems(POPULARITY)).isEqualTo(0.5, EXACT);
    }

    @Test
    void equalValuesShareTheirAverageRank() {
        // ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: covariance 4.5, variances 4.5 and 5
        assertThat(SpearmanCorrelation.of(new double[] {1, 5, 5, 9}, new double[] {1, 2, 3, 4}))
                .isEqualTo(4.5 / Math.sqrt(4.5 * 5), EXACT);
    }
}
