package org.campanile.dlrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.collective.Workers;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.ShardedTables;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.Parameters;
import org.campanile.core.model.RankingModel;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.training.JointTraining;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShardedRankingTest {
    private static final int STEPS = 8;
    private static final int SAMPLES = 10;

    private static JointTraining training(RankingCase ranking, int threads, int batch, int steps) {
        Random random = new Random(5);
        List<Batch> batches = IntStream.range(0, steps)
                .mapToObj(step -> ranking.world().samples(batch, random))
                .toList();
        return new JointTraining(
                ranking.factory(),
                ranking.world().context(ranking.options(), Clicks.descent(0.1), 3, threads),
                batches);
    }

    static Stream<Arguments> typesAndWorkers() {
        return RankingCase.oneOfEachType()
                .flatMap(ranking -> Stream.of(2, 3, 7).map(workers -> Arguments.of(ranking, workers)));
    }

    /* Networks averaged after every step, and tables whose owners take the mean gradient: SGD on the joint batch. */
    @ParameterizedTest
    @MethodSource("typesAndWorkers")
    void workersWithShardedTablesTrainAsOneWithTheJointBatch(RankingCase ranking, int workers) throws Exception {
        JointTraining training = training(ranking, 1, 42, STEPS);

        assertSame(training.sharded(workers), training.onOneWorker());
    }

    /* Initial values do not depend on the owner. Of ten samples the last of seven workers have none. */
    @ParameterizedTest
    @MethodSource("typesAndWorkers")
    void workersWithShardedTablesPredictAsOneWithWholeOnes(RankingCase ranking, int workers) throws Exception {
        ModelContext context = ranking.world().context(ranking.options(), Clicks.descent(0.1), 3, 1);
        Batch samples = ranking.world().samples(SAMPLES, new Random(6));
        float[] expected;
        Set<String> tables;
        try (RecommenderModel model = ranking.factory().create(context)) {
            expected = predict((RankingModel) model, samples, 0, SAMPLES);
            tables = model.state().tables().stream().map(TableState::name).collect(Collectors.toSet());
        }
        int each = (SAMPLES + workers - 1) / workers;

        List<float[]> parts = Workers.run(workers, collective -> {
            ShardedTables sharded = new ShardedTables(tables, LocalEmbeddingTable::new, collective);
            int from = Math.min(SAMPLES, each * collective.world().rank());
            int count = Math.min(each, SAMPLES - from);
            try (RecommenderModel model = ranking.factory().create(context.with(sharded))) {
                predict((RankingModel) model, samples, 0, SAMPLES - from); // another batch leaves no trace
                return predict((RankingModel) model, samples, from, count);
            }
        });

        int at = 0;
        for (float[] part : parts) {
            for (float prediction : part) {
                // a product of matrices may add in another order for another number of rows
                assertThat(prediction).isCloseTo(expected[at++], within(1e-6f));
            }
        }
        assertThat(at).isEqualTo(expected.length);
    }

    private static float[] predict(RankingModel model, Batch samples, int from, int count) {
        Batch part = new Batch(samples.columns(), Math.max(1, count));
        part.append(samples, from, count);
        float[] predictions = new float[count * model.tasks().outputs()];
        model.predict(part, predictions);
        return predictions;
    }

    @Test
    void membersOfATeamShareTheStepsOfShardedTables() throws Exception {
        RankingCase ranking = RankingCase.oneOfEachType().findFirst().orElseThrow();

        assertSame(
                training(ranking, 3, 42, STEPS).sharded(2),
                training(ranking, 1, 42, STEPS).onOneWorker());
    }

    @Test
    void rowsAskedForAheadGiveTheSameParameters() throws Exception {
        RankingCase ranking = RankingCase.oneOfEachType().findFirst().orElseThrow();
        JointTraining training = training(ranking, 1, 42, STEPS);

        Parameters ahead = training.sharded(3);
        Parameters inTurn = training.shardedInTurn(3);

        ahead.values().forEach((name, values) -> assertThat(values).as(name).isEqualTo(inTurn.of(name)));
    }

    @Test
    void workersWithoutSamplesTakePart() throws Exception {
        RankingCase ranking = RankingCase.oneOfEachType().findFirst().orElseThrow();

        // batches of two samples: the third worker never has any; the mean is over three, so two thirds of the step
        JointTraining training = training(ranking, 1, 2, 1);
        Parameters three = training.sharded(3);
        Parameters one = training.onOneWorker();
        Parameters initial = training.initial();

        three.values().forEach((name, values) -> {
            for (int i = 0; i < values.length; i++) {
                double before = initial.of(name)[i];
                assertThat(values[i] - before).isCloseTo((one.of(name)[i] - before) * 2 / 3, within(1e-6));
            }
        });
    }

    private static void assertSame(Parameters actual, Parameters expected) {
        expected.values().forEach((name, values) -> {
            for (int i = 0; i < values.length; i++) {
                assertThat(actual.of(name)[i]).as("%s, %d", name, i).isCloseTo(values[i], within(1e-6));
            }
        });
    }
}
