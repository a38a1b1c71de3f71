package org.campanile.core.shard;

import java.util.List;
import java.util.Random;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.FeatureStorage;
import org.campanile.core.schema.IdWeights;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Targets;

/** Rows of every kind of column, and their text for comparisons. */
public final class Rows {
    /** Two dense, two categorical and three sequence columns, one of them with weights, two labels and a weight. */
    public static final ColumnSet ALL_KINDS = new ColumnSet(
            List.of(new DenseFeature("age", FeatureSide.USER), new DenseFeature("price", FeatureSide.ITEM)),
            List.of(
                    new CategoricalFeature("user", FeatureSide.USER, "user"),
                    new CategoricalFeature("item", FeatureSide.ITEM, "item")),
            List.of(
                    new SequenceFeature("history", FeatureSide.USER, "item"),
                    new SequenceFeature("genres", FeatureSide.ITEM, "genre"),
                    new SequenceFeature(
                            "tags",
                            FeatureSide.ITEM,
                            "tag",
                            SequencePooling.SUM,
                            0,
                            FeatureStorage.BY_KEY,
                            IdWeights.PER_ID)),
            new Targets(List.of("click", "like"), "weight"));

    private Rows() {}

    /** Random rows; about one sequence in four is empty. */
    public static Batch random(ColumnSet columns, int rows, long seed) {
        Random random = new Random(seed);
        Batch batch = new Batch(columns, Math.max(rows, 1));
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns.dense().size(); column++) {
                batch.dense()[row * columns.dense().size() + column] = (float) random.nextGaussian();
            }
            for (int column = 0; column < columns.categorical().size(); column++) {
                batch.categorical(column)[row] = random.nextInt(1000);
            }
            for (int column = 0; column < columns.sequences().size(); column++) {
                int[] ids = random.ints(Math.max(0, random.nextInt(8) - 1), 0, 1 << 20)
                        .toArray();
                if (columns.sequences().get(column).isWeighted()) {
                    float[] weights = new float[ids.length];
                    for (int i = 0; i < ids.length; i++) {
                        weights[i] = random.nextFloat();
                    }
                    batch.sequence(column).addRow(ids, weights, 0, ids.length);
                } else {
                    batch.sequence(column).addRow(ids, 0, ids.length);
                }
            }
            for (int label = 0; label < columns.targets().labels().size(); label++) {
                batch.labels(label)[row] = random.nextInt(2);
            }
            if (columns.targets().hasWeight()) {
                batch.weights()[row] = random.nextFloat();
            }
        }
        batch.setSize(rows);
        return batch;
    }

    /** Every value of a row but its position. */
    public static String text(Batch batch, int row) {
        StringBuilder text = new StringBuilder();
        int width = batch.columns().dense().size();
        for (int column = 0; column < width; column++) {
            text.append(batch.dense()[row * width + column]).append(' ');
        }
        for (int column = 0; column < batch.columns().categorical().size(); column++) {
            text.append(batch.categorical(column)[row]).append(' ');
        }
        for (int column = 0; column < batch.columns().sequences().size(); column++) {
            JaggedIds ids = batch.sequence(column);
            text.append('[');
            for (int i = ids.start(row); i < ids.start(row + 1); i++) {
                text.append(ids.values()[i]).append(' ');
                if (ids.isWeighted()) {
                    text.append("x ").append(ids.weights()[i]).append(' ');
                }
            }
            text.append("] ");
        }
        for (int label = 0; label < batch.columns().targets().labels().size(); label++) {
            text.append(batch.labels(label)[row]).append(' ');
        }
        return batch.columns().targets().hasWeight()
                ? text.append(batch.weights()[row]).toString()
                : text.toString();
    }

    public static List<String> texts(Batch batch) {
        return java.util.stream.IntStream.range(0, batch.size())
                .mapToObj(row -> text(batch, row))
                .toList();
    }
}
