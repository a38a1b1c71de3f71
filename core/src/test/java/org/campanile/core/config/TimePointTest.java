package org.campanile.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.campanile.core.config.TimePoint.DataTimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimePointTest {
    /** 2015-03-31 is day 16,525 of 1970: 45 years with 11 leap days, 31 + 28 + 30 days. */
    @ParameterizedTest
    @CsvSource({
        "2015-03-31, DAYS, 16525",
        "2015-03-31, SECONDS, 1427760000",
        "2015-03-31T00:00:01.5Z, MILLISECONDS, 1427760001500",
        "2015-03-31T00:00:01.5Z, MICROSECONDS, 1427760001500000",
        "2015-03-31T12:00:00Z, DAYS, 16525",
        "-17, MILLISECONDS, -17",
    })
    void momentsAreCountedInTheUnitOfTheData(String text, DataTimeUnit unit, long time) {
        assertThat(TimePoint.parse(text, unit)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({"2015-02-30", "yesterday", "2015-03-31T12:00", "99999999999999999999"})
    void othersAreNoTimes(String text) {
        assertThatThrownBy(() -> TimePoint.parse(text, DataTimeUnit.SECONDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is no time: write a date");
    }

    @Test
    void daysAreCountedInEveryUnit() {
        assertThat(DataTimeUnit.SECONDS.days(2)).isEqualTo(172_800);
        assertThat(DataTimeUnit.DAYS.days(2)).isEqualTo(2);
    }
}
