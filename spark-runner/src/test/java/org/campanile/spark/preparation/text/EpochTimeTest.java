package org.campanile.spark.preparation.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochTimeTest {
    @Test
    void millisecondsAreSecondsAndARest() {
        assertThat(EpochTime.ofMillis(1547589356557L)).isEqualTo(new EpochTime(1547589356, 557));
        assertThat(EpochTime.ofMillis(-1)).as("the last before 1970").isEqualTo(new EpochTime(-1, 999));
    }

    @Test
    void largeCountsAreMilliseconds() {
        assertThat(EpochTime.ofSecondsOrMillis(1355616000)).isEqualTo(new EpochTime(1355616000, 0));
        assertThat(EpochTime.ofSecondsOrMillis(1588687728923L)).isEqualTo(new EpochTime(1588687728, 923));
        assertThat(EpochTime.ofSecondsOrMillis(99_999_999_999L)).isEqualTo(new EpochTime(99_999_999_999L, 0));
        assertThat(EpochTime.ofSecondsOrMillis(100_000_000_000L)).isEqualTo(new EpochTime(100_000_000, 0));
    }
}
