package org.campanile.core.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntityKeysTest {
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new CategoricalFeature("user", FeatureSide.USER, "user"),
                    new CategoricalFeature("item", FeatureSide.ITEM, "item")),
            List.of(new Vocabulary("user", 5), new Vocabulary("item", 7)),
            "user",
            "item");

    @TempDir
    private Path folder;

    @Test
    void idsHaveTheIndicesOfTheirVocabulary() {
        EntityKeys keys = EntityKeys.read(dataset(), FeatureSide.ITEM);
        assertThat(keys.size()).isEqualTo(7);
        assertThat(keys.key(3)).isEqualTo("v3");
        assertThat(keys.key(0)).isEmpty();
        assertThat(keys.indices(List.of("v3", "another", "v6", ""))).containsExactly(3, 0, 6, 0);
    }

    @Test
    void ofWantedIdsTheOthersAreUnknown() {
        EntityKeys keys = EntityKeys.read(dataset(), FeatureSide.USER, "v2"::equals);
        assertThat(keys.indices(List.of("v1", "v2", "v3"))).containsExactly(0, 2, 0);
    }

    private PreparedDataset dataset() {
        return new DatasetFixture(new LocalFileStore(folder), SCHEMA)
                .shard(Split.TRAIN, Rows.random(ColumnSet.of(SCHEMA.rowFeatures()), 4, 1), 4)
                .open();
    }
}
