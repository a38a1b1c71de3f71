package org.campanile.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
    private static Sweep parse(String yaml) {
        return Sweep.parse(yaml, "sweep.yaml");
    }

    private static Sweep random(int trials, long seed) {
        return parse("""
                metric: validation/auc
                method: random
                trials: %d
                seed: %d
                parameters:
                  a: {from: 0.001, to: 1, scale: log}
                  b: {from: 2, to: 4}
                  c: {from: 1, to: 3, scale: whole}
                  d: [x, y]
                """.formatted(trials, seed));
    }

    @Test
    void aGridHasEveryCombinationInTheOrderOfTheFile() {
        Sweep sweep = parse("""
                metric: validation/ndcg_at_10
                parameters:
                  model.embedding-dim: [16, 32]
                  model.user-tower: [[64, 32], []]
                """);

        assertThat(sweep.configuration().goal()).isEqualTo(SweepConfiguration.Goal.MAXIMIZE);
        assertThat(sweep.trials())
                .containsExactly(
                        Map.of("model.embedding-dim", "16", "model.user-tower", "[64, 32]"),
                        Map.of("model.embedding-dim", "16", "model.user-tower", "[]"),
                        Map.of("model.embedding-dim", "32", "model.user-tower", "[64, 32]"),
                        Map.of("model.embedding-dim", "32", "model.user-tower", "[]"));
    }

    /** The text goes through {@code --set}, which parses it as YAML. */
    @Test
    void valuesAreReadBackAsTheyWereWritten() {
        Sweep sweep = parse("""
                metric: m
                parameters:
                  key: ["a: b, c", "it's \\"so\\"", 1e-3, true, {type: adam, learning-rate: 0.01}]
                """);

        assertThat(sweep.trials())
                .extracting(trial -> trial.get("key"))
                .containsExactly(
                        "\"a: b, c\"", "\"it's \\\"so\\\"\"", "1e-3", "true", "{type: adam, learning-rate: 0.01}");
        for (Map<String, String> trial : sweep.trials()) {
            ConfigurationNode root = ConfigurationNode.Section.empty("test");
            Overrides.apply((ConfigurationNode.Section) root, List.of("key=" + trial.get("key")));
            assertThat(((ConfigurationNode.Section) root).entries()).containsKey("key");
        }
    }

    @Test
    void drawsStayInTheirIntervalsAndFollowTheSeed() {
        List<Map<String, String>> trials = random(200, 7).trials();

        assertThat(trials)
                .hasSize(200)
                .isEqualTo(random(200, 7).trials())
                .isNotEqualTo(random(200, 8).trials());
        assertThat(trials).allSatisfy(trial -> {
            assertThat(Double.parseDouble(trial.get("a"))).isBetween(0.001, 1.0);
            assertThat(Double.parseDouble(trial.get("b"))).isBetween(2.0, 4.0);
        });
        assertThat(trials).extracting(trial -> trial.get("c")).containsOnly("1", "2", "3");
        assertThat(trials).extracting(trial -> trial.get("d")).containsOnly("x", "y");
    }

    /**
     * A third of the draws falls into each of the three decades, with a standard deviation of
     * sqrt(3000 * 1/3 * 2/3) = 26: six of them are 155.
     */
    @Test
    void aLogarithmicScaleDrawsEachPowerOfTenAsOften() {
        List<Double> values = random(3000, 1).trials().stream()
                .map(trial -> Double.valueOf(trial.get("a")))
                .toList();

        assertThat(values.stream().filter(value -> value < 0.01).count()).isBetween(845L, 1155L);
        assertThat(values.stream().filter(value -> value > 0.1).count()).isBetween(845L, 1155L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metric: m | parameters must name options with the values to try",
                "parameters: {a: [1]} | metric is missing",
                "{metric: m, metrik: n, parameters: {a: [1]}} | unknown key metrik",
                "{metric: m, parameters: {a: []}} | the values of a to try are a list; allowed: a list that is not empty",
                "{metric: m, parameters: {a: 3}} | the values of a to try are a single value",
                "{metric: m, parameters: {a: {from: 1, to: 2}}} | an interval {from: A, to: B}",
                "{metric: m, parallel: 0, parameters: {a: [1]}} | parallel is 0; allowed: a whole number in [1, 64]",
                "{metric: m, trials: 3, parameters: {a: [1]}} | trials is 3 with method grid",
                "{metric: m, method: random, parameters: {a: [1]}} | trials is 0 with method random",
                "{metric: m, method: random, trials: 1, parameters: {a: {from: 2, to: 1}}} | from must be the smaller one",
                "{metric: m, method: random, trials: 1, parameters: {a: {from: 0, to: 1, scale: log}}} | needs more than 0",
                "{metric: m, method: random, trials: 1, parameters: {a: {from: 0.5, to: 2, scale: whole}}} | whole numbers"
            })
    void wrongSweepsAreRefused(String yaml, String reason) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("sweep.yaml")
                .hasMessageContaining(reason);
    }

    @Test
    void aGridOfTooManyCombinationsIsRefused() {
        String list = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
        assertThatThrownBy(() -> parse("{metric: m, parameters: {a: %1$s, b: %1$s, c: %1$s, d: %1$s}}".formatted(list)))
                .hasMessageContaining("14,641 combinations")
                .hasMessageContaining("method: random");
    }

    @Test
    void aSweepThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Sweep.read(Path.of("no-such-sweep.yaml")))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("no-such-sweep.yaml");
    }

    @Test
    void aValueThatIsNoNumberIsNeverBetter() {
        assertThat(SweepConfiguration.Goal.MAXIMIZE.isBetter(2, 1)).isTrue();
        assertThat(SweepConfiguration.Goal.MINIMIZE.isBetter(2, 1)).isFalse();
        assertThat(SweepConfiguration.Goal.MAXIMIZE.isBetter(Double.NaN, 1)).isFalse();
        assertThat(SweepConfiguration.Goal.MINIMIZE.isBetter(Double.NaN, 1)).isFalse();
    }
}
