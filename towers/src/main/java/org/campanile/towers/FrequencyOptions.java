package org.campanile.towers;

import org.campanile.core.config.Option;

/** Section {@code model.frequency-estimate}: how the streaming estimate of item frequencies is made. */
public record FrequencyOptions(
        @Option(
                value = "Buckets that items are hashed into; 0: one for each item.",
                defaultValue = "0",
                range = "[0, 16777216]")
        int buckets,

        @Option(
                value = "Weight of an item's newest interval in the mean of its intervals.",
                defaultValue = "0.05",
                range = "(0, 1]")
        double learningRate) {

    /** One bucket for each item, learning rate 0.05. */
    public static FrequencyOptions usual() {
        return new FrequencyOptions(0, 0.05);
    }
}
