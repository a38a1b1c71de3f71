package org.campanile.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.sampling.EpochPlan;
import org.campanile.core.sampling.ShuffleSettings;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingReaderTest {
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new CategoricalFeature("site", FeatureSide.CONTEXT, "site"),
                    new DenseFeature("hour", FeatureSide.CONTEXT),
                    new SequenceFeature("history", FeatureSide.CONTEXT, "site")),
            List.of(new Vocabulary("site", 1000)),
            null,
            null);
    private static final ColumnSet COLUMNS = ColumnSet.of(SCHEMA.features());

    @TempDir
    private Path folder;

    private final List<List<String>> blocks = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        // samples, rows per group, lanes, window, workers, batch size
        "0, 4, 4, 4, 2, 3",
        "1, 4, 4, 4, 4, 2",
        "5, 2, 8, 3, 8, 2",
        "100, 100, 8, 7, 2, 4",
        "100, 1, 4, 5, 1, 9",
        "237, 13, 8, 5, 1, 16",
        "237, 13, 8, 5, 2, 8",
        "237, 13, 8, 5, 4, 4",
        "237, 13, 8, 5, 8, 2",
        "237, 13, 8, 1000, 4, 4",
        "237, 13, 8, 40, 3, 7",
        "237, 1000, 1, 1000, 1, 1000",
    })
    void workersTogetherReadWhatThePlanSays(
            int samples, int rowsPerGroup, int lanes, int window, int workers, int batchSize) {
        PreparedDataset dataset = dataset(samples, rowsPerGroup);
        ReaderSettings settings = new ReaderSettings(7, lanes, window, batchSize, 2);
        for (int epoch = 0; epoch < 2; epoch++) {
            Map<Long, String> read = new TreeMap<>();
            for (int rank = 0; rank < workers; rank++) {
                World world = new World(rank, workers);
                for (List<Row> batch : batches(new StreamingReader(dataset, Split.TRAIN, world, settings), epoch, 0)) {
                    assertThat(batch).hasSizeLessThanOrEqualTo(batchSize);
                    batch.forEach(row -> read.put(row.position(), row.text()));
                }
            }

            ShuffleSettings shuffle = new ShuffleSettings(7, lanes, window).forWorkers(workers);
            int[] blockRows = blocks.stream().mapToInt(List::size).toArray();
            assertThat(List.copyOf(read.values())).isEqualTo(planned(new EpochPlan(blockRows, shuffle, epoch)));
            assertThat(read.keySet()).containsExactlyElementsOf(positions(samples));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void resumingAtAnyStepGivesTheRestOfTheEpoch(int workers) {
        PreparedDataset dataset = dataset(150, 11);
        for (int rank = 0; rank < workers; rank++) {
            ReaderSettings settings = new ReaderSettings(3, 4, 6, 12 / workers, 3);
            StreamingReader reader = new StreamingReader(dataset, Split.TRAIN, new World(rank, workers), settings);
            List<List<Row>> whole = batches(reader, 1, 0);
            for (int step = 0; step <= whole.size(); step++) {
                assertThat(batches(reader, 1, step)).isEqualTo(whole.subList(step, whole.size()));
            }
        }
    }

    @Test
    void everyWorkerHasTheSameNumberOfStepsAndMayEndWithAnEmptyBatch() {
        // 9 samples, 4 workers, batches of 2: the second step has 1 sample, for rank 0.
        PreparedDataset dataset = dataset(9, 4);
        ReaderSettings settings = new ReaderSettings(3, 4, 6, 2, 1);
        for (int rank = 0; rank < 4; rank++) {
            StreamingReader reader = new StreamingReader(dataset, Split.TRAIN, new World(rank, 4), settings);

            assertThat(reader.stepsPerEpoch()).isEqualTo(2);
            assertThat(reader.samplesPerEpoch()).isEqualTo(9);
            assertThat(batches(reader, 0, 0)).extracting(List::size).containsExactly(2, rank == 0 ? 1 : 0);
        }
    }

    @Test
    void epochsDiffer() {
        StreamingReader reader = reader(dataset(100, 10));

        assertThat(batches(reader, 0, 0)).isNotEqualTo(batches(reader, 1, 0));
    }

    /** All 8 lanes read from one row group: decoding it for each lane would read 8 times the file's bytes. */
    @Test
    void aRowGroupThatSeveralLanesReadIsDecodedOnce() {
        new DatasetFixture(new LocalFileStore(folder), SCHEMA)
                .shard(Split.TRAIN, Rows.random(COLUMNS, 5000, 1), 5000)
                .writeManifest();
        AtomicLong bytes = new AtomicLong();
        PreparedDataset dataset = PreparedDataset.open(new CountingFileStore(new LocalFileStore(folder), bytes));
        ReaderSettings settings = new ReaderSettings(7, 8, 100, 64, 2);

        batches(new StreamingReader(dataset, Split.TRAIN, new World(0, 1), settings), 0, 0);

        long once = dataset.manifest().train().get(0).bytes();
        assertThat(bytes.get()).isBetween(once / 2, once * 3 / 2);
    }

    /**
     * The last of 100 steps reads one window of 8 samples in each of 4 lanes, from row groups of 8: at most two for each
     * lane, 64 of 1,600 samples, and the footers of the files they are in.
     */
    @Test
    void resumingReadsNothingOfWhatWasReadBefore() {
        dataset(1600, 8);
        AtomicLong bytes = new AtomicLong();
        PreparedDataset dataset = PreparedDataset.open(new CountingFileStore(new LocalFileStore(folder), bytes));
        StreamingReader reader =
                new StreamingReader(dataset, Split.TRAIN, new World(0, 1), new ReaderSettings(7, 4, 8, 16, 1));
        batches(reader, 0, 0);
        long whole = bytes.getAndSet(0);

        batches(reader, 0, 99);

        assertThat(reader.stepsPerEpoch()).isEqualTo(100);
        assertThat(bytes.get()).isPositive().isLessThan(whole / 5);
    }

    @Test
    void aDamagedRowGroupStopsTheStreamWithItsFileAndRowGroup() throws IOException {
        PreparedDataset dataset = dataset(100, 10);
        Path shard = folder.resolve(dataset.manifest().train().get(0).path());
        byte[] bytes = Files.readAllBytes(shard);
        bytes[60] ^= 1;
        Files.write(shard, bytes);

        try (BatchStream stream = reader(dataset).open(new ReaderState(0, 0))) {
            assertThatThrownBy(() -> drain(stream))
                    .isInstanceOf(CampanileException.class)
                    .hasMessageStartingWith(shard + " is damaged: row group 0 cannot be read: ")
                    .cause()
                    .isInstanceOf(CampanileException.class);
            assertThatThrownBy(stream::next).isInstanceOf(CampanileException.class);
        }
        assertThat(readerThreads()).isEmpty();
    }

    @Test
    void aShardThatVanishesStopsTheStream() throws IOException {
        PreparedDataset dataset = dataset(100, 10);
        Path shard = folder.resolve(dataset.manifest().train().get(1).path());
        Files.delete(shard);

        try (BatchStream stream = reader(dataset).open(new ReaderState(0, 0))) {
            assertThatThrownBy(() -> drain(stream))
                    .isInstanceOf(CampanileException.class)
                    .hasMessageMatching(
                            Pattern.quote(shard + " is missing: the data set is not whole, prepare it again")
                                    + " \\(row group \\d+ was to be read\\)");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 1000})
    void closingAtAnyMomentLeavesNoThread(int batches) {
        BatchStream stream = reader(dataset(200, 10)).open(new ReaderState(0, 0));
        for (int i = 0; i < batches; i++) {
            stream.next();
        }

        stream.close();
        stream.close();

        assertThat(readerThreads()).isEmpty();
        assertThatThrownBy(stream::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void aStepBeyondTheEpochIsRefused() {
        StreamingReader reader = reader(dataset(10, 10));

        assertThatThrownBy(() -> reader.open(new ReaderState(0, reader.stepsPerEpoch() + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step must be in [0, 3], but is 4");
    }

    private StreamingReader reader(PreparedDataset dataset) {
        return new StreamingReader(dataset, Split.TRAIN, new World(0, 1), new ReaderSettings(7, 4, 8, 4, 2));
    }

    /** Writes the samples over shards of random sizes. */
    private PreparedDataset dataset(int samples, int rowsPerGroup) {
        DatasetFixture fixture = new DatasetFixture(new LocalFileStore(folder), SCHEMA);
        Random random = new Random(samples);
        for (int written = 0; written < samples; ) {
            int rows = Math.min(samples - written, 1 + random.nextInt(60));
            Batch shard = Rows.random(COLUMNS, rows, written);
            fixture.shard(Split.TRAIN, shard, rowsPerGroup);
            List<String> texts = Rows.texts(shard);
            for (int from = 0; from < rows; from += rowsPerGroup) {
                blocks.add(texts.subList(from, Math.min(rows, from + rowsPerGroup)));
            }
            written += rows;
        }
        return fixture.open();
    }

    private List<String> planned(EpochPlan plan) {
        return LongStream.range(0, plan.samples())
                .mapToObj(plan::sample)
                .map(at -> blocks.get(at.block()).get(at.row()))
                .toList();
    }

    private static List<Long> positions(int samples) {
        return LongStream.range(0, samples).boxed().toList();
    }

    private static List<List<Row>> batches(BatchSource source, int epoch, int step) {
        List<List<Row>> batches = new ArrayList<>();
        try (BatchStream stream = source.open(new ReaderState(epoch, step))) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                List<Row> rows = new ArrayList<>();
                for (int row = 0; row < batch.size(); row++) {
                    rows.add(new Row(batch.positions()[row], Rows.text(batch, row)));
                }
                assertThat(rows).isSortedAccordingTo(Comparator.comparing(Row::position));
                batches.add(rows);
            }
            assertThat(stream.next()).isNull();
        }
        return batches;
    }

    private static void drain(BatchStream stream) {
        while (stream.next() != null) {
            // Only the end matters.
        }
    }

    private static List<String> readerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("campanile-reader"))
                .toList();
    }

    private record Row(long position, String text) {}
}
