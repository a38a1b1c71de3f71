package org.campanile.serving.funnel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.bundle.BundleManifest;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.shard.DatasetFixture;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.serving.index.QueryVectors;
import org.campanile.serving.index.VectorIndex;
import org.campanile.serving.model.ItemCatalogue;
import org.campanile.serving.model.ServedRanking;
import org.campanile.serving.model.ServedRetrieval;
import org.campanile.serving.model.UserRequest;

/**
 * Models simple enough to tell by hand what they answer. Items are v1 to v5:
 *
 * <pre>
 * item   vector      brand   genres
 * v1     ( 1, 0)     v1      v1
 * v2     (.9, .1)    v1      v1 v2
 * v3     (.8, .3)    v2      v2
 * v4     ( 0, 1)     v2      none
 * v5     (-1, 0)     v3      v3
 * </pre>
 */
public final class SmallModel {
    public static final float[][] VECTORS = {{9, 9}, {1, 0}, {.9f, .1f}, {.8f, .3f}, {0, 1}, {-1, 0}};

    private static final Schema SCHEMA = new Schema(
            List.of(
                    new CategoricalFeature("item", FeatureSide.ITEM, "item"),
                    new CategoricalFeature("brand", FeatureSide.ITEM, "brand"),
                    new SequenceFeature("genres", FeatureSide.ITEM, "genre")),
            List.of(new Vocabulary("item", 6), new Vocabulary("brand", 4), new Vocabulary("genre", 4)),
            null,
            "item");
    private static final int[] BRANDS = {0, 1, 1, 2, 2, 3};
    private static final int[][] GENRES = {{}, {1}, {1, 2}, {2}, {}, {3}};

    private SmallModel() {}

    /** A version of the models, with data in a folder. */
    static ServedVersion version(Path folder, String id, FunnelListener listener) {
        return version(entities(folder), new PlainIndex(id, VECTORS), listener);
    }

    /** The version of an index over the same items. */
    public static ServedVersion version(PreparedDataset entities, VectorIndex index, FunnelListener listener) {
        return new ServedVersion(
                new Retrieval(index.version(), entities), index, null, new BatchSettings(2, 4, 100), listener);
    }

    /** Writes the data of the items to a folder. */
    public static PreparedDataset entities(Path folder) {
        Batch items = new Batch(ColumnSet.of(SCHEMA.entityFeatures(FeatureSide.ITEM)), BRANDS.length);
        System.arraycopy(BRANDS, 0, items.categorical(0), 0, BRANDS.length);
        for (int[] genres : GENRES) {
            items.sequence(0).addRow(genres, 0, genres.length);
        }
        items.setSize(BRANDS.length);
        return new DatasetFixture(new LocalFileStore(folder), SCHEMA)
                .items(items, BRANDS.length)
                .open();
    }

    /** A user is one vector, the sum of the vectors of the known items of the history. */
    record Retrieval(String version, PreparedDataset entities) implements ServedRetrieval {
        @Override
        public int dim() {
            return 2;
        }

        @Override
        public List<QueryVectors> userVectors(List<UserRequest> requests) {
            List<QueryVectors> vectors = new ArrayList<>();
            for (UserRequest request : requests) {
                float[] sum = new float[2];
                for (int item : items().indices(request.history())) {
                    sum[0] += item == 0 ? 0 : VECTORS[item][0];
                    sum[1] += item == 0 ? 0 : VECTORS[item][1];
                }
                vectors.add(new QueryVectors(sum, 2));
            }
            return vectors;
        }

        @Override
        public BundleManifest manifest() {
            throw new IllegalStateException("there is no bundle");
        }

        @Override
        public ItemCatalogue items() {
            return new SmallCatalogue(VECTORS.length);
        }

        @Override
        public boolean knows(UserRequest request) {
            for (int item : items().indices(request.history())) {
                if (item > 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void close() {}
    }

    /** Scores an item by its index: v5 before v4, and so on. */
    record Ranking(String version, PreparedDataset entities) implements ServedRanking {
        @Override
        public float[] score(UserRequest request, List<String> items) {
            float[] scores = new float[items.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = items().index(items.get(i));
            }
            return scores;
        }

        @Override
        public BundleManifest manifest() {
            throw new IllegalStateException("there is no bundle");
        }

        @Override
        public ItemCatalogue items() {
            return new SmallCatalogue(VECTORS.length);
        }

        @Override
        public boolean knows(UserRequest request) {
            return true;
        }

        @Override
        public void close() {}
    }
}
