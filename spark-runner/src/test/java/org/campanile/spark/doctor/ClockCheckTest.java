package org.campanile.spark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockCheckTest {

    @Test
    void aClockReadBetweenQuestionAndAnswerAgrees() {
        assertThat(ClockCheck.of(10_000, 10_100, 10_400))
                .isEqualTo(Finding.fine("clock", "agrees with the driver's within 0.4 s"));
    }

    @Test
    void aClockMayBeASecondOff() {
        assertThat(ClockCheck.of(10_000, 9_000, 10_400).state()).isEqualTo(Finding.State.FINE);
        assertThat(ClockCheck.of(10_000, 8_999, 10_400).state()).isEqualTo(Finding.State.NOTE);
        assertThat(ClockCheck.of(10_000, 11_400, 10_400).state()).isEqualTo(Finding.State.FINE);
        assertThat(ClockCheck.of(10_000, 11_401, 10_400).state()).isEqualTo(Finding.State.NOTE);
    }

    @Test
    void theDirectionIsTold() {
        assertThat(ClockCheck.of(10_000, 7_500, 10_400).found()).isEqualTo("2.5 s behind the driver's, at least");
        assertThat(ClockCheck.of(10_000, 70_400, 10_400).found()).isEqualTo("60.0 s ahead of the driver's, at least");
    }
}
