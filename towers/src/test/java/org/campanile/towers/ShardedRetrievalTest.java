package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.loss.AccidentalHits;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.Parameters;
import org.campanile.core.training.JointTraining;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShardedRetrievalTest {
    private static final int STEPS = 6;
    private static final int BATCH = 42;

    /** With losses of each sample by itself, which do not depend on who shares its batch. */
    static Stream<Arguments> modelsAndWorkers() {
        TowerOptions pointWise = Options.of(RetrievalLoss.POINT_WISE, LogQ.NONE, AccidentalHits.MASK);
        TowerOptions histories = Options.keysOnly(RetrievalLoss.POINT_WISE, Similarity.DOT);
        return Stream.of(2, 3, 7)
                .flatMap(workers -> Stream.of(
                        Arguments.of(new DssmFactory(), pointWise, Interactions.withFeatures(new Random(1)), workers),
                        Arguments.of(
                                new YoutubeDnnFactory(),
                                new YoutubeDnnOptions(
                                        new HistoryOptions(5, 0.2, UserKeyUse.EMBED, EmptyHistories.TRAIN),
                                        HistoryPooling.RECENCY,
                                        HistoryMap.LINEAR,
                                        histories),
                                Interactions.withHistories(new Random(1)),
                                workers)));
    }

    @ParameterizedTest
    @MethodSource("modelsAndWorkers")
    void workersWithShardedTablesTrainAsOneWithTheJointBatch(
            ModelFactory factory, ModelOptions options, Interactions world, int workers) throws Exception {
        Random random = new Random(5);
        List<Batch> batches = IntStream.range(0, STEPS)
                .mapToObj(step -> world.samples(BATCH, random))
                .toList();
        JointTraining training =
                new JointTraining(factory, world.context(options, Interactions.descent(0.1), 3), batches);

        Parameters actual = training.sharded(workers);
        Parameters expected = training.onOneWorker();

        expected.values().forEach((name, values) -> {
            for (int i = 0; i < values.length; i++) {
                assertThat(actual.of(name)[i]).as("%s, %d", name, i).isCloseTo(values[i], within(1e-6));
            }
        });
    }
}
