package org.campanile.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.nn.GrowingBatch;
import org.campanile.core.nn.SampleRows;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.shard.PreparedDataset;

/** The slices of samples by their categorical features, also by those of their user and item. Used by one thread. */
public final class SampleSlicing {
    private final SampleRows samples;
    private final GrowingBatch gathered;
    private final List<Divider> dividers = new ArrayList<>();
    private Batch rows;

    /** A feature by whose values samples are divided. */
    private record Divider(String name, int column, ValueLabels labels) {}

    /**
     * @param names features
     * @param data  a data set, or what a bundle keeps of it
     * @throws CampanileException when there is no such categorical feature
     */
    public SampleSlicing(List<String> names, PreparedDataset data) {
        Schema schema = data.schema();
        this.samples = new SampleRows(schema, data.entities(FeatureSide.USER), data.entities(FeatureSide.ITEM));
        this.gathered = new GrowingBatch(samples.columns());
        this.rows = gathered.ofSize(0);
        for (String name : names) {
            CategoricalFeature feature = feature("evaluation.slices", name, schema);
            dividers.add(new Divider(
                    name, samples.columns().categoricalColumn(name), ValueLabels.read(data, feature.vocabulary())));
        }
    }

    /**
     * The categorical feature that an option names.
     *
     * @throws CampanileException when there is none
     */
    public static CategoricalFeature feature(String key, String name, Schema schema) {
        List<CategoricalFeature> known = schema.features().stream()
                .filter(CategoricalFeature.class::isInstance)
                .map(CategoricalFeature.class::cast)
                .toList();
        return known.stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CampanileException(key + " names " + name
                        + ", but the samples have no such categorical feature; allowed: "
                        + known.stream().map(CategoricalFeature::name).collect(Collectors.joining(", ")) + "."));
    }

    /** Takes samples, whose slices can be asked for then. */
    public void read(Batch batch) {
        rows = samples.gather(batch, gathered);
    }

    /** The slices that a sample belongs to. */
    List<String> slices(int row) {
        List<String> slices = new ArrayList<>();
        for (Divider divider : dividers) {
            String label = divider.labels.of(rows.categorical(divider.column)[row]);
            slices.add(divider.name + "=" + label.replace('/', '_'));
        }
        return slices;
    }

    /** The indices of a feature's values of the samples, {@code [batch.size()]} at least. */
    public int[] values(String feature) {
        return rows.categorical(samples.columns().categoricalColumn(feature));
    }
}
