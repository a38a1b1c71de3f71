package org.campanile.core.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0.271828;0.2718",
                "0.1;0.1",
                "12.345678;12.35",
                "45678.9;45,679",
                "-0.5;-0.5",
                "0;0",
                "0.00001234;1.234e-05",
                "NaN;NaN",
                "-Infinity;-Infinity"
            })
    void valuesHaveFourDigits(double value, String text) {
        assertThat(Numbers.format(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.25,0.25", "2000,2000", "20000,20k", "1500000,1.5M", "2e9,2G", "0.30000000000000004,0.3"})
    void ticksAreShort(double value, String text) {
        assertThat(Numbers.tick(value)).isEqualTo(text);
    }

    @Test
    void axesHaveRoundTicks() {
        assertThat(Axis.spanning(DoubleStream.of(0.3, Double.NaN, 5.9, Double.POSITIVE_INFINITY))
                        .rounded()
                        .ticks())
                .containsExactly(0.0, 2.0, 4.0, 6.0);
        assertThat(Axis.spanning(DoubleStream.of(7, 7)).rounded().ticks()).hasSizeBetween(3, 6);
        assertThat(Axis.spanning(DoubleStream.of(0, 0)).rounded().ticks()).hasSizeBetween(3, 6);
    }
}
