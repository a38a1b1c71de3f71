package org.campanile.serving.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.EntityKeys;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStores;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.campanile.spark.preparation.Configurations;
import org.campanile.spark.preparation.PreparationJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExposurePreparationTest {
    @TempDir
    private Path folder;

    @Test
    void theLogIsTrainingData() throws IOException {
        Path exposures = folder.resolve("exposures");
        // 20 users, each shown three items, in two files.
        for (int file = 0; file < 2; file++) {
            try (ExposureLog log = ExposureLog.open(new LocalFileStore(exposures), ExposureLogSettings.DEFAULTS)) {
                for (int user = file * 10; user < file * 10 + 10; user++) {
                    log.offer(
                            Exposures.of("u" + user, "a", Exposures.NOON.plusSeconds(user), "x", "y", "z" + user % 4));
                }
            }
        }
        Path configuration =
                Files.writeString(folder.resolve("config.yaml"), """
                name: exposures
                data:
                  source: table
                  format: parquet
                  path: %s
                  prepared: %s
                  user: user
                  item: item
                  time: time
                  features: [{name: "*", kind: none}]
                  split: {method: leave-one-out}
                model: {type: dssm}
                """.formatted(exposures, folder.resolve("prepared")));

        new PreparationJob(EvaluationFixture.spark(), Configurations.reader().read(configuration, List.of())).run();

        PreparedDataset dataset =
                PreparedDataset.open(FileStores.open(folder.resolve("prepared").toString()));
        assertThat(dataset.samples(Split.TRAIN) + dataset.samples(Split.VALIDATION) + dataset.samples(Split.TEST))
                .isEqualTo(60);
        EntityKeys users = EntityKeys.read(dataset, FeatureSide.USER);
        Set<String> known = new HashSet<>();
        IntStream.range(1, users.size()).forEach(user -> known.add(users.key(user)));
        assertThat(known).hasSize(20).contains("u0", "u19");
    }
}
