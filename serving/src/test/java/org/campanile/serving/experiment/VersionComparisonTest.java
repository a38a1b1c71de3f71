package org.campanile.serving.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionComparisonTest {
    @Test
    void overlapIsTheShareOfCommonItems() {
        assertThat(VersionComparison.overlap(List.of("a", "b", "c", "d"), List.of("d", "x", "a", "y")))
                .isEqualTo(0.5);
        assertThat(VersionComparison.overlap(List.of("a"), List.of("a", "b"))).isEqualTo(0.5);
        assertThat(VersionComparison.overlap(List.of(), List.of())).isEqualTo(1);
    }

    @Test
    void rankCorrelationCountsMissingItemsBehindTheEnd() {
        assertThat(VersionComparison.rankCorrelation(List.of("a", "b", "c"), List.of("a", "b", "c")))
                .isEqualTo(1);
        assertThat(VersionComparison.rankCorrelation(List.of("a", "b", "c"), List.of("c", "b", "a")))
                .isCloseTo(-1, within(1e-12));
        // Of a, b, c the first list has the ranks 1, 2, 3, the second 1, 3, 2: 1 - 6 (0 + 1 + 1) / (3 * 8) = 0.5.
        assertThat(VersionComparison.rankCorrelation(List.of("a", "b"), List.of("a", "c")))
                .isCloseTo(0.5, within(1e-12));
        // Of a, b, x, y the ranks 1, 2, 3.5, 3.5 and 3.5, 3.5, 1, 2, their means 2.5: the products of the differences
        // add
        // up to -1.5 - 0.5 - 1.5 - 0.5 = -4, the squares of either to 2.25 + 0.25 + 1 + 1 = 4.5.
        assertThat(VersionComparison.rankCorrelation(List.of("a", "b"), List.of("x", "y")))
                .isCloseTo(-4 / 4.5, within(1e-12));
    }
}
