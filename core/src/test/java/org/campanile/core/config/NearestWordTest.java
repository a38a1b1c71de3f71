package org.campanile.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {
    @Test
    void distanceCountsInsertionsDeletionsAndReplacements() {
        assertThat(NearestWord.distance("kitten", "sitting")).isEqualTo(3); // k-s, e-i, +g
        assertThat(NearestWord.distance("", "abc")).isEqualTo(3);
        assertThat(NearestWord.distance("same", "same")).isZero();
    }

    @Test
    void nothingIsSuggestedForAWordUnlikeAll() {
        assertThat(NearestWord.find("zzzzzzzz", List.of("epochs", "batch-size")))
                .isEmpty();
        assertThat(NearestWord.find("epoch", List.of("epochs", "batch-size"))).contains("epochs");
    }
}
