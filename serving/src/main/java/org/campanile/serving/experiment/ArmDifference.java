package org.campanile.serving.experiment;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.StatisticalSummary;
import org.apache.commons.math3.stat.inference.TTest;
import org.campanile.core.metric.ConfidenceInterval;

/**
 * How the mean outcome of an arm's users differs from that of the baseline's.
 *
 * @param arm        the arm
 * @param users      its users
 * @param mean       their mean outcome
 * @param difference this mean less the baseline's
 * @param welch      interval of the difference by Welch's t distribution; NaN where nothing varies
 * @param bootstrap  the same by resampling users
 * @param pValue     of Welch's two-sided test that there is no difference; NaN where nothing varies
 */
record ArmDifference(
        String arm,
        long users,
        double mean,
        double difference,
        ConfidenceInterval welch,
        ConfidenceInterval bootstrap,
        double pValue) {
    private static final double UPPER = 0.975;

    /**
     * Compares two arms of at least two users each.
     *
     * <p>Welch, B. L.: The generalization of "Student's" problem when several different population variances are involved.
     * Biometrika 34, 1947.
     */
    static ArmDifference of(String arm, ArmOutcomes outcomes, ArmOutcomes baseline) {
        StatisticalSummary here = outcomes.statistics();
        StatisticalSummary there = baseline.statistics();
        double difference = here.getMean() - there.getMean();
        return new ArmDifference(
                arm,
                here.getN(),
                here.getMean(),
                difference,
                welchInterval(difference, here, there),
                outcomes.bootstrap().intervalOfDifference(baseline.bootstrap(), 0),
                new TTest().tTest(here, there));
    }

    private static ConfidenceInterval welchInterval(
            double difference, StatisticalSummary here, StatisticalSummary there) {
        double hereError = here.getVariance() / here.getN();
        double thereError = there.getVariance() / there.getN();
        double error = hereError + thereError;
        if (error == 0) {
            return new ConfidenceInterval(Double.NaN, Double.NaN);
        }
        double freedom = error
                * error
                / (hereError * hereError / (here.getN() - 1) + thereError * thereError / (there.getN() - 1));
        double reach = Math.sqrt(error) * new TDistribution(freedom).inverseCumulativeProbability(UPPER);
        return new ConfidenceInterval(difference - reach, difference + reach);
    }
}
