package org.campanile.core.metric;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.campanile.core.config.CalibrationMethod;

/** A rising function of a predicted probability that brings it nearer to the observed rate. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TemperatureScaling.class, name = "temperature"),
    @JsonSubTypes.Type(value = IsotonicRegression.class, name = "isotonic")
})
public sealed interface Calibration permits TemperatureScaling, IsotonicRegression {
    /**
     * Fits a calibration to predictions and labels.
     *
     * @param bins   samples of nearly the same prediction, by rising prediction; both labels occur
     * @param method temperature or isotonic
     */
    static Calibration fit(CalibrationMethod method, List<ReliabilityPoint> bins) {
        return switch (method) {
            case TEMPERATURE -> TemperatureScaling.fit(bins);
            case ISOTONIC -> IsotonicRegression.fit(bins);
            case NONE -> throw new IllegalArgumentException("there is nothing to fit without a method");
        };
    }

    /** The calibrated probability. */
    float apply(float probability);
}
