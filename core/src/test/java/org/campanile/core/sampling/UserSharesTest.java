package org.campanile.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UserSharesTest {
    @Test
    void usersAreDealtOutInTurns() {
        // users 0, 3 to rank 0; 1, 4 to rank 1; 2 to rank 2
        UserShares shares = UserShares.of(new long[] {5, 1, 4, 2, 3}, 3);

        assertThat(shares.samples()).containsExactly(7L, 4L, 4L);
        assertThat(shares.total()).isEqualTo(15);
        // 7 of a mean of 5
        assertThat(shares.imbalance()).isCloseTo(1.4, within(1e-12));
    }

    @Test
    void anEpochHasTheStepsOfTheLargestShare() {
        UserShares shares = UserShares.of(new long[] {5, 1}, 2);

        assertThat(shares.steps(2)).isEqualTo(3);
        assertThat(shares.steps(5)).isEqualTo(1);
    }

    @Test
    void workersMayHaveNoUsers() {
        assertThat(UserShares.of(new long[] {3}, 2).samples()).containsExactly(3L, 0L);
        assertThat(UserShares.of(new long[0], 2).imbalance()).isEqualTo(1);
    }
}
