package org.campanile.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.sampling.UserShares;
import org.campanile.core.sampling.World;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.shard.DatasetFixture;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Rows;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserReaderTest {
    private static final int USERS = 1000;
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new CategoricalFeature("site", FeatureSide.CONTEXT, "site"),
                    new CategoricalFeature("user", FeatureSide.USER, "user"),
                    new DenseFeature("hour", FeatureSide.CONTEXT),
                    new SequenceFeature("history", FeatureSide.CONTEXT, "site")),
            List.of(new Vocabulary("site", USERS), new Vocabulary("user", USERS)),
            "user",
            null);
    private static final ColumnSet COLUMNS = ColumnSet.of(SCHEMA.features());
    private static final int USER_COLUMN = 1;

    @TempDir
    private Path folder;

    private final long[] counts = new long[USERS];

    /** What a row is, and whose. */
    private record Row(long position, int user, String text) {}

    private PreparedDataset dataset(int samples) {
        DatasetFixture fixture = new DatasetFixture(new LocalFileStore(folder), SCHEMA);
        for (int written = 0; written < samples; written += 40) {
            Batch shard = Rows.random(COLUMNS, Math.min(40, samples - written), written);
            for (int row = 0; row < shard.size(); row++) {
                counts[shard.categorical(USER_COLUMN)[row]]++;
            }
            fixture.shard(Split.TRAIN, shard, 13);
        }
        return fixture.open();
    }

    private UserReader reader(PreparedDataset dataset, int rank, int workers, int batchSize) {
        ReaderSettings settings = new ReaderSettings(7, 8, 5, batchSize, 2);
        return new UserReader(dataset, Split.TRAIN, new World(rank, workers), settings, UserShares.of(counts, workers));
    }

    private static List<List<Row>> batches(BatchSource source, int epoch, int step) {
        List<List<Row>> batches = new ArrayList<>();
        try (BatchStream stream = source.open(new ReaderState(epoch, step))) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                List<Row> rows = new ArrayList<>();
                for (int row = 0; row < batch.size(); row++) {
                    rows.add(new Row(
                            batch.positions()[row], batch.categorical(USER_COLUMN)[row], Rows.text(batch, row)));
                }
                batches.add(rows);
            }
        }
        return batches;
    }

    static Stream<Arguments> workersAndBatches() {
        return Stream.of(
                Arguments.of(1, 16), Arguments.of(2, 8), Arguments.of(3, 7), Arguments.of(7, 1), Arguments.of(4, 1000));
    }

    @ParameterizedTest
    @MethodSource("workersAndBatches")
    void everyWorkerReadsAllSamplesOfItsUsersInTheOrderOfOneThatReadsAll(int workers, int batchSize) {
        PreparedDataset dataset = dataset(237);
        StreamingReader alone =
                new StreamingReader(dataset, Split.TRAIN, new World(0, 1), new ReaderSettings(7, 8, 5, batchSize, 2));
        List<Row> order = batches(alone, 1, 0).stream().flatMap(List::stream).toList();
        for (int rank = 0; rank < workers; rank++) {
            int own = rank;
            UserReader reader = reader(dataset, rank, workers, batchSize);

            List<List<Row>> batches = batches(reader, 1, 0);

            assertThat(batches).hasSize(reader.stepsPerEpoch());
            assertThat(reader.stepsPerEpoch())
                    .isEqualTo(reader(dataset, 0, workers, batchSize).stepsPerEpoch());
            List<Row> read = batches.stream().flatMap(List::stream).toList();
            assertThat(read)
                    .isEqualTo(order.stream()
                            .filter(row -> row.user() % workers == own)
                            .toList());
            // full batches first: only the last that has rows may have fewer
            int full = read.size() / batchSize;
            assertThat(batches.subList(0, full))
                    .allSatisfy(batch -> assertThat(batch).hasSize(batchSize));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void resumingAtAnyStepGivesTheRestOfTheEpoch(int workers) {
        PreparedDataset dataset = dataset(150);
        for (int rank = 0; rank < workers; rank++) {
            UserReader reader = reader(dataset, rank, workers, 6);
            List<List<Row>> whole = batches(reader, 2, 0);
            for (int step = 0; step <= whole.size(); step++) {
                assertThat(batches(reader, 2, step)).isEqualTo(whole.subList(step, whole.size()));
            }
        }
    }

    @Test
    void sharesOfOtherSamplesAreRefused() {
        PreparedDataset dataset = dataset(50);
        counts[3]++;

        assertThatThrownBy(() -> reader(dataset, 0, 2, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shares of 51 samples among 2 workers are not those of 50 among 2");
    }
}
