package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashedFeaturesTest {
    @TempDir
    private Path folder;

    @Test
    void aDataSetWhoseValuesAreAllHashedHasNoVocabularies() {
        RunConfiguration configuration = PreparationFixture.configuration(
                "source: synthetic-clicks",
                "prepared: " + folder.resolve("prepared"),
                "rows: 60",
                "categorical-features: 2",
                "features: [{name: \"c*\", vocabulary: id, hash-size: 20}]",
                "split: {method: ratio, validation: 0, test: 0.2}");

        String prepared = new PreparationJob(PreparationFixture.spark(), configuration)
                .run()
                .folder();

        PreparedDataset data = PreparedDataset.open(FileStores.open(prepared));
        assertThat(data.manifest().vocabularies()).isEmpty();
        assertThat(data.samples(Split.TRAIN) + data.samples(Split.TEST)).isEqualTo(60);
    }
}
