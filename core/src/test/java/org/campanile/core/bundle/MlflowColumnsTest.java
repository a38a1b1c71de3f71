package org.campanile.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.FeatureStorage;
import org.campanile.core.schema.IdWeights;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Targets;
import org.campanile.core.schema.Vocabulary;
import org.junit.jupiter.api.Test;

/** The JSON is that of column specs in MLflow's model signatures. */
class MlflowColumnsTest {
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new CategoricalFeature("item", FeatureSide.ITEM, "item"),
                    new DenseFeature("price", FeatureSide.ITEM),
                    new SequenceFeature(
                            "tags",
                            FeatureSide.CONTEXT,
                            "tag",
                            SequencePooling.MEAN,
                            0,
                            FeatureStorage.IN_ROW,
                            IdWeights.PER_ID)),
            List.of(new Vocabulary("item", 3), new Vocabulary("tag", 3)),
            null,
            "item",
            new Targets(List.of("label", "liked"), "weight"));

    private static String column(String type, String name) {
        return "{\"type\":\"%s\",\"name\":\"%s\",\"required\":true}".formatted(type, name);
    }

    private static String list(String type, String name) {
        return "{\"type\":\"array\",\"name\":\"%s\",\"required\":true,\"items\":{\"type\":\"%s\"}}"
                .formatted(name, type);
    }

    private static String columns(String... columns) {
        return "[" + String.join(",", columns) + "]";
    }

    /** The price belongs to an item that has a key, so it does not stand in the rows of samples. */
    @Test
    void samplesHoldIndicesAndNumbers() {
        assertThat(MlflowColumns.ofSamples(SCHEMA))
                .isEqualTo(columns(
                        column("integer", "item"),
                        list("integer", "tags"),
                        list("float", "tags_weights"),
                        column("float", "label"),
                        column("float", "liked"),
                        column("float", "weight")));
    }

    @Test
    void modelsTakeRawValuesOfAllFeatures() {
        assertThat(MlflowColumns.ofInputs(SCHEMA))
                .isEqualTo(columns(
                        column("string", "item"),
                        column("double", "price"),
                        list("string", "tags"),
                        list("double", "tags_weights")));
    }

    @Test
    void modelsGiveANumberForEachOutput() {
        assertThat(MlflowColumns.ofOutputs(List.of("label", "liked")))
                .isEqualTo(columns(column("double", "label"), column("double", "liked")));
    }
}
