package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.loss.AccidentalHits;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.negative.NegativeSamplingOptions;
import org.campanile.core.nn.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What models learn of worlds whose best possible ranking is known. */
class PlantedGroupsTest {
    private static final int STEPS = 250;
    private static final HistoryOptions HISTORY = new HistoryOptions(12, 0, UserKeyUse.IGNORE, EmptyHistories.TRAIN);

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of(new DssmFactory(), towers(8, RetrievalLoss.POINT_WISE, LogQ.NONE)),
                Arguments.of(
                        new FacebookDssmFactory(), new FacebookDssmOptions(towers(8, RetrievalLoss.HINGE, LogQ.NONE))),
                Arguments.of(
                        new FacebookDssmFactory(), new FacebookDssmOptions(towers(8, RetrievalLoss.BPR, LogQ.NONE))),
                Arguments.of(new YoutubeDnnFactory(), dnn(8, RetrievalLoss.FULL_SOFTMAX)),
                Arguments.of(new YoutubeDnnFactory(), dnn(8, RetrievalLoss.SAMPLED_SOFTMAX)),
                Arguments.of(
                        new YoutubeSbcFactory(),
                        new YoutubeSbcOptions(
                                HISTORY,
                                HistoryPooling.MEAN,
                                HistoryMap.NONE,
                                towers(8, RetrievalLoss.IN_BATCH_SOFTMAX, LogQ.STREAMING_ESTIMATE))),
                Arguments.of(new MindFactory(), mind(8)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyModelFindsTheGroupOfEachUser(ModelFactory factory, ModelOptions options) {
        PlantedGroups world = new PlantedGroups(60, 6, 12, 1, 0);

        assertThat(world.ndcg(factory, options, STEPS)).isGreaterThan(0.9 * world.best());
    }

    /** Twenty groups in four dimensions: no one vector is near three of them and far from the others. */
    @Test
    void severalInterestsNeedSeveralVectors() {
        PlantedGroups several = new PlantedGroups(150, 20, 8, 3, 0);
        PlantedGroups one = new PlantedGroups(150, 20, 8, 1, 0);

        double mind = several.ndcg(new MindFactory(), mind(4), 2 * STEPS);
        double oneVector = several.ndcg(new YoutubeDnnFactory(), dnn(4, RetrievalLoss.FULL_SOFTMAX), 2 * STEPS);

        assertThat(mind).as("several interests").isGreaterThan(0.9 * several.best());
        assertThat(oneVector).as("one vector for several interests").isLessThan(0.8 * mind);
        assertThat(one.ndcg(new YoutubeDnnFactory(), dnn(4, RetrievalLoss.FULL_SOFTMAX), 2 * STEPS))
                .as("one vector for one interest")
                .isGreaterThan(0.9 * one.best());
    }

    @Test
    void aSingleInterestNeedsNoMore() {
        PlantedGroups world = new PlantedGroups(150, 20, 8, 1, 0);

        assertThat(world.ndcg(new MindFactory(), mind(4), 2 * STEPS)).isGreaterThan(0.9 * world.best());
    }

    /** The best order within a group is that of popularity, which scores hold only when log q was taken from them. */
    @Test
    void correctionMakesScoresOfProbabilities() {
        PlantedGroups world = new PlantedGroups(60, 6, 12, 1, 1);
        double corrected =
                world.ndcg(new DssmFactory(), dot(RetrievalLoss.IN_BATCH_SOFTMAX, LogQ.SAMPLING_PROBABILITY), STEPS);
        double estimated =
                world.ndcg(new DssmFactory(), dot(RetrievalLoss.IN_BATCH_SOFTMAX, LogQ.STREAMING_ESTIMATE), STEPS);
        double uncorrected = world.ndcg(new DssmFactory(), dot(RetrievalLoss.IN_BATCH_SOFTMAX, LogQ.NONE), STEPS);

        assertThat(corrected).isGreaterThan(0.95 * world.best());
        assertThat(estimated).isGreaterThan(0.95 * world.best());
        assertThat(uncorrected).isLessThan(0.85 * world.best());
    }

    private static YoutubeDnnOptions dnn(int dim, RetrievalLoss loss) {
        return new YoutubeDnnOptions(HISTORY, HistoryPooling.MEAN, HistoryMap.LINEAR, towers(dim, loss, LogQ.NONE));
    }

    private static MindOptions mind(int dim) {
        return new MindOptions(
                HISTORY,
                3,
                HistoryPooling.RECENCY,
                0.5,
                3,
                RoutingAgreement.COSINE,
                0.1,
                1,
                1,
                towers(dim, RetrievalLoss.FULL_SOFTMAX, LogQ.NONE));
    }

    private static TowerOptions towers(int dim, RetrievalLoss loss, LogQ logQ) {
        return options(dim, Similarity.COSINE, 0.1, loss, logQ, AccidentalHits.MASK);
    }

    private static TowerOptions dot(RetrievalLoss loss, LogQ logQ) {
        return options(8, Similarity.DOT, 1, loss, logQ, AccidentalHits.KEEP);
    }

    private static TowerOptions options(
            int dim, Similarity similarity, double temperature, RetrievalLoss loss, LogQ logQ, AccidentalHits hits) {
        return new TowerOptions(
                dim,
                List.of(),
                List.of(),
                dim,
                Activation.IDENTITY,
                List.of("none"),
                List.of("none"),
                similarity,
                temperature,
                loss,
                "",
                8,
                0,
                logQ,
                1,
                0,
                1,
                hits,
                FrequencyOptions.usual(),
                NegativeSamplingOptions.uniform());
    }
}
