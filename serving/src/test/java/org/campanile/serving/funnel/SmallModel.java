package org.campanile.serving.funnel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.bundle.BundleConfigurations;
import org.campanile.core.bundle.BundleDescription;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.shard.DatasetFixture;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.serving.index.VectorIndex;
import org.campanile.serving.model.ServedRetrieval;

/**
 * Bundles of a model simple enough to tell by hand what it answers. Items are v1 to v5, seen 10 to 50 times:
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
    private static final float[][] VECTORS = {{9, 9}, {1, 0}, {.9f, .1f}, {.8f, .3f}, {0, 1}, {-1, 0}};

    private static final Schema SCHEMA = new Schema(
            List.of(
                    new CategoricalFeature("user", FeatureSide.USER, "user"),
                    new CategoricalFeature("item", FeatureSide.ITEM, "item"),
                    new CategoricalFeature("brand", FeatureSide.ITEM, "brand"),
                    new SequenceFeature("genres", FeatureSide.ITEM, "genre")),
            List.of(
                    new Vocabulary("user", 2),
                    new Vocabulary("item", 6),
                    new Vocabulary("brand", 4),
                    new Vocabulary("genre", 4)),
            "user",
            "item");
    private static final int[] BRANDS = {0, 1, 1, 2, 2, 3};
    private static final int[][] GENRES = {{}, {1}, {1, 2}, {2}, {}, {3}};

    private SmallModel() {}

    /**
     * Writes a bundle.
     *
     * @param folder for the bundle and, beside it, its data
     * @param number of the version: all are alike but for the unknown item
     * @return the bundle's folder
     */
    public static FileStore write(Path folder, int number) {
        PreparedDataset dataset = entities(folder.resolve("data-" + number));
        RunConfiguration configuration = BundleConfigurations.reader().parse("""
                        name: test
                        data: {source: none}
                        model: {type: sum}
                        """, "the test", List.of());
        FileStore bundle = new LocalFileStore(folder.resolve("bundle-" + number));
        try (RecommenderModel model =
                new SumFactory().create(ModelContext.of(configuration, dataset.schema(), dataset, 1))) {
            TableState table = model.state().tables().get(0);
            float[] row = new float[table.dim() + table.stateSize()];
            for (int item = 0; item < VECTORS.length; item++) {
                System.arraycopy(VECTORS[item], 0, row, 0, table.dim());
                row[0] += item == 0 ? number : 0;
                table.writeRecord(item, row, 0);
            }
            ModelBundle.write(bundle, new BundleDescription(configuration, Map.of(), Map.of()), model, dataset);
        }
        return bundle;
    }

    private static PreparedDataset entities(Path folder) {
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

    /** Opens a bundle over the plainest index. */
    public static ServedVersion open(FileStore bundle, FunnelListener listener) {
        ServedRetrieval model = ServedRetrieval.open(bundle, 2);
        return version(model, index(model.version()), listener);
    }

    /** The version of a model and an index. */
    public static ServedVersion version(ServedRetrieval model, VectorIndex index, FunnelListener listener) {
        return new ServedVersion(model, index, null, new BatchSettings(2, 4, 100), listener);
    }

    /** The plainest index of the items. */
    public static PlainIndex index(String version) {
        return new PlainIndex(version, VECTORS);
    }
}
