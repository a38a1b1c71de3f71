package org.campanile.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GroupExposureTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void parityAndOpportunityFollowTheirDefinitions() {
        GroupExposure groups = new GroupExposure(3);
        groups.addCandidates(0, 10);
        groups.addCandidates(1, 20);
        repeat(2, () -> groups.addRecommended(0)); // 2 / 10 = .2
        repeat(8, () -> groups.addRecommended(1)); // 8 / 20 = .4; group 2 has no candidates
        groups.addFound(0);
        groups.addMissed(0); // 1 / 2
        groups.addFound(1); // 1 / 1

        assertThat(groups.recommendedShares()).startsWith(.2, .4);
        assertThat(groups.recommendedShares().get(2)).isNaN();
        // mean .3, deviation .1
        assertThat(groups.statisticalParity()).isEqualTo(1 / 3.0, EXACT);
        // mean .75, deviation .25
        assertThat(groups.equalOpportunity()).isEqualTo(1 / 3.0, EXACT);
    }

    @Test
    void groupsThatFareAlikeHaveNoDeviation() {
        GroupExposure groups = new GroupExposure(2);
        for (int group = 0; group < 2; group++) {
            groups.addCandidates(group, 4);
            groups.addRecommended(group);
            groups.addFound(group);
        }
        assertThat(groups.statisticalParity()).isZero();
        assertThat(groups.equalOpportunity()).isZero();
    }

    @Test
    void withoutRecommendationsNothingIsDefined() {
        GroupExposure groups = new GroupExposure(2);
        groups.addCandidates(0, 4);
        assertThat(groups.statisticalParity()).isNaN();
        assertThat(groups.equalOpportunity()).isNaN();
    }

    @Test
    void mergingAddsUp() {
        GroupExposure left = new GroupExposure(1);
        GroupExposure right = new GroupExposure(1);
        left.addCandidates(0, 4);
        left.addRecommended(0);
        right.addCandidates(0, 6);
        right.addRecommended(0);
        right.addRecommended(0);
        right.addMissed(0);
        left.merge(right);
        assertThat(left.recommendedShares()).containsExactly(.3); // 3 / 10
        assertThat(left.foundShares()).containsExactly(0.0); // 0 / 1
    }

    private static void repeat(int times, Runnable action) {
        for (int i = 0; i < times; i++) {
            action.run();
        }
    }
}
