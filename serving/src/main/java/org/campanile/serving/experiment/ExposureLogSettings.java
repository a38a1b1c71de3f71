package org.campanile.serving.experiment;

import java.time.Duration;
import org.campanile.core.Check;

/**
 * How much an exposure log keeps in memory.
 *
 * @param queue       most exposures that wait; further ones are dropped
 * @param rowsPerFile a file ends with the exposure that brings it to so many rows
 * @param age         a file ends so long after its first exposure; what a killed process loses
 */
public record ExposureLogSettings(int queue, int rowsPerFile, Duration age) {
    /** 10,000 exposures, 100,000 rows, a minute. */
    public static final ExposureLogSettings DEFAULTS = new ExposureLogSettings(10_000, 100_000, Duration.ofMinutes(1));

    public ExposureLogSettings {
        Check.positive(queue, "queue");
        Check.positive(rowsPerFile, "rows per file");
        Check.that(age.toMillis() >= 1, "age must be at least a millisecond, but is %s", age);
    }
}
