package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeQuantileTest {
    /** From all times in one bucket to three levels of buckets. */
    @ParameterizedTest
    @ValueSource(longs = {3, 1000, 1001, 500_000, 3_000_000_000L})
    void cutIsTheEarliestTimeWithAtMostTheShareAtItOrLater(long range) {
        SplittableRandom random = new SplittableRandom(range);
        long[] times = LongStream.generate(() -> random.nextLong(range) - range / 2)
                .limit(300)
                .toArray();
        TimeQuantile quantile = TimeQuantile.of(rows(times));

        for (double share : new double[] {0, 0.1, 0.25, 0.9}) {
            assertThat(quantile.latestShare(share))
                    .as("share %s of times in a range of %s", share, range)
                    .isEqualTo(byTrying(times, share));
        }
    }

    @Test
    void timesThatDoNotFitAreNamed() {
        assertThatThrownBy(() -> TimeQuantile.of(rows(0, Long.MAX_VALUE)))
                .isInstanceOf(CampanileException.class)
                .hasMessage("Times of interactions range from 0 to 9223372036854775807, but by-time needs them within"
                        + " +-2^61: mend the data.");
    }

    /** Candidates are the first time, and the moments right after each time. */
    private static long byTrying(long[] times, double share) {
        return LongStream.concat(
                        LongStream.of(LongStream.of(times).min().orElseThrow()),
                        LongStream.of(times).map(time -> time + 1))
                .filter(cut -> LongStream.of(times).filter(time -> time >= cut).count()
                        <= Math.floor(share * times.length + 1e-9))
                .min()
                .orElseThrow();
    }

    private static Dataset<Row> rows(long... times) {
        List<Row> rows =
                LongStream.of(times).mapToObj(time -> RowFactory.create(time)).toList();
        return spark().createDataFrame(rows, new StructType().add(RawInteractions.TIME, DataTypes.LongType));
    }
}
