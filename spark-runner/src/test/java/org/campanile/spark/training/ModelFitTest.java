package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
import org.campanile.spark.preparation.Configurations;
import org.junit.jupiter.api.Test;

class ModelFitTest {
    private static RunConfiguration configuration(String model, String... overrides) {
        return Configurations.reader()
                .parse(
                        "name: test\ndata: {source: synthetic-clicks}\nmodel: {type: " + model + "}\n",
                        "the test",
                        List.of(overrides));
    }

    @Test
    void rankingModelsAreValidatedWhileTheyTrain() {
        assertThatCode(() -> ModelFit.check(configuration("deepfm", "training.validation.when=each-epoch")))
                .doesNotThrowAnyException();
    }

    @Test
    void retrievalModelsAreNot() {
        assertThatThrownBy(() -> ModelFit.check(configuration("dssm", "training.validation.when=every-steps")))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "training.validation.when is every-steps, but model.type dssm is no ranking model: set it to"
                                + " never.");
    }

    @Test
    void rankingModelsTakeBinaryLabelsAlone() {
        assertThatThrownBy(() -> ModelFit.check(configuration("dcn", "data.targets.labels=number")))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "data.targets.labels is number, but model.type dcn predicts the probability of a label that is 0"
                                + " or 1: set it to binary.");
    }

    @Test
    void shardedTablesHaveOneOwnerAndAreNotValidatedWhileTheyTrain() {
        assertThatThrownBy(() ->
                        ModelFit.check(configuration("dlrm", "cluster.sharding=sharded", "cluster.tables=shared")))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("cluster.sharding is sharded and cluster.tables is shared");
        assertThatThrownBy(() -> ModelFit.check(
                        configuration("dlrm", "cluster.sharding=sharded", "training.validation.when=each-epoch")))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("cluster.sharding is sharded and training.validation.when is each-epoch");
        assertThatCode(() -> ModelFit.check(configuration("dlrm", "training.validation.when=each-epoch")))
                .doesNotThrowAnyException();
    }

    @Test
    void wholeTableL2IsNotForTablesThatWorkersShare() {
        assertThatThrownBy(() -> configuration(
                        "dcn",
                        "cluster.tables=shared",
                        "training.sparse-optimizer.l2=0.1",
                        "training.sparse-optimizer.l2-scope=whole-table"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining(
                        "training.sparse-optimizer.l2-scope is whole-table, which needs cluster.tables own, but that is"
                                + " shared");
    }
}
