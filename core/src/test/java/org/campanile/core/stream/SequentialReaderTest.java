package org.campanile.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.sampling.World;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
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

class SequentialReaderTest {
    private static final Schema SCHEMA = new Schema(
            List.of(new CategoricalFeature("site", FeatureSide.CONTEXT, "site")),
            List.of(new Vocabulary("site", 1000)),
            null,
            null);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        // samples, rows per group, workers, batch size
        "0, 4, 2, 3",
        "1, 4, 4, 2",
        "100, 7, 1, 10",
        "100, 7, 3, 10",
        "100, 1, 2, 64",
        "100, 100, 8, 5",
    })
    void workersInTurnReadEverySampleInTheOrderOfTheFiles(int samples, int rowsPerGroup, int workers, int batchSize) {
        List<String> written = new ArrayList<>();
        PreparedDataset dataset = dataset(samples, rowsPerGroup, written);
        List<String> read = new ArrayList<>();
        for (int rank = 0; rank < workers; rank++) {
            SequentialReader reader = new SequentialReader(dataset, Split.TEST, new World(rank, workers), batchSize);
            int steps = 0;
            try (BatchStream stream = reader.open(new ReaderState(0, 0))) {
                for (Batch batch = stream.next(); batch != null; batch = stream.next(), steps++) {
                    for (int row = 0; row < batch.size(); row++) {
                        assertThat(batch.positions()[row]).isEqualTo(read.size());
                        read.add(Rows.text(batch, row));
                    }
                }
            }
            // Each worker has at most ceil(samples / workers) samples.
            int most = (samples + workers - 1) / workers;
            assertThat(steps).isEqualTo(reader.stepsPerEpoch()).isEqualTo((most + batchSize - 1) / batchSize);
        }

        assertThat(read).isEqualTo(written);
    }

    @Test
    void beginsAtAnyStep() {
        List<String> written = new ArrayList<>();
        SequentialReader reader = new SequentialReader(dataset(50, 8, written), Split.TEST, new World(0, 1), 12);

        try (BatchStream stream = reader.open(new ReaderState(0, 3))) {
            assertThat(Rows.texts(stream.next())).isEqualTo(written.subList(36, 48));
            assertThat(Rows.texts(stream.next())).isEqualTo(written.subList(48, 50));
            assertThat(stream.next()).isNull();
        }
    }

    private PreparedDataset dataset(int samples, int rowsPerGroup, List<String> written) {
        DatasetFixture fixture = new DatasetFixture(new LocalFileStore(folder), SCHEMA);
        for (int from = 0; from < samples; from += 30) {
            Batch shard = Rows.random(ColumnSet.of(SCHEMA.features()), Math.min(30, samples - from), from);
            fixture.shard(Split.TEST, shard, rowsPerGroup);
            written.addAll(Rows.texts(shard));
        }
        return fixture.open();
    }
}
