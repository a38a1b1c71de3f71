package org.campanile.core.bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.transform.BucketTransform;
import org.campanile.core.transform.CategoryTransform;
import org.campanile.core.transform.FeatureTransform;
import org.campanile.core.transform.MissingIndicator;
import org.campanile.core.transform.NumberTransform;
import org.campanile.core.transform.SequenceTransform;

/** Chooses what a model is asked: the usual, and what a service easily does otherwise than training did. */
final class GoldenChoice {
    private static final long SEED = 20261126;
    private static final int ROWS = 24;
    private static final int USER_ROWS = 8;
    private static final int LONG = 300;
    private static final int LONGEST_LIST = 5;
    private static final String UNKNOWN = "what training did not see";
    private static final double[] NUMBERS = {-3.5, 0, 0.25, 1, 7, 1234.5};

    private final PreparedDataset dataset;
    private final VocabularySamples samples;

    private GoldenChoice(PreparedDataset dataset) {
        this.dataset = dataset;
        this.samples = new VocabularySamples(dataset, SEED);
    }

    /** Some dozens of queries; the same of equal data. */
    static List<GoldenQuery> of(PreparedDataset dataset, ModelFamily family) {
        GoldenChoice choice = new GoldenChoice(dataset);
        return switch (family) {
            case RETRIEVAL -> choice.users();
            case RANKING -> choice.rows();
        };
    }

    private List<GoldenQuery> users() {
        Schema schema = dataset.schema();
        List<String> users = samples.of(schema.key(FeatureSide.USER).vocabulary());
        List<String> items = samples.of(schema.key(FeatureSide.ITEM).vocabulary());
        List<GoldenQuery> queries = new ArrayList<>();
        queries.add(GoldenQuery.ofUser(null, List.of()));
        queries.add(GoldenQuery.ofUser(UNKNOWN, List.of()));
        users.forEach(user -> queries.add(GoldenQuery.ofUser(user, List.of())));
        List<Feature> stored = schema.entityFeatures(FeatureSide.USER);
        for (int row = 0; row < USER_ROWS && !stored.isEmpty(); row++) {
            String user = row % 2 == 0 || users.isEmpty() ? UNKNOWN : users.get(0);
            queries.add(GoldenQuery.ofUser(user, List.of(), row(row, stored)));
        }
        for (List<String> history : histories(items)) {
            queries.add(GoldenQuery.ofUser(null, history));
            queries.add(GoldenQuery.ofUser(users.isEmpty() ? UNKNOWN : users.get(0), history));
        }
        return queries;
    }

    /** Of one item, of unknown ones, of some, and longer than models read. */
    private static List<List<String>> histories(List<String> items) {
        List<List<String>> histories = new ArrayList<>();
        histories.add(List.of(UNKNOWN));
        if (!items.isEmpty()) {
            histories.add(items.subList(0, 1));
            histories.add(List.of(items.get(0), UNKNOWN, items.get(items.size() - 1)));
            histories.add(items);
            histories.add(IntStream.range(0, LONG)
                    .mapToObj(place -> items.get(place % items.size()))
                    .toList());
        }
        return histories;
    }

    private List<GoldenQuery> rows() {
        List<GoldenQuery> queries = new ArrayList<>();
        queries.add(GoldenQuery.ofRow(Map.of()));
        for (int row = 1; row < ROWS; row++) {
            queries.add(GoldenQuery.ofRow(row(row, dataset.schema().rowFeatures())));
        }
        return queries;
    }

    private Map<String, Object> row(int row, List<Feature> features) {
        Map<String, FeatureTransform> transforms = new HashMap<>();
        dataset.transform()
                .features()
                .forEach(transform -> transforms.put(transform.feature().name(), transform));
        Map<String, Object> values = new LinkedHashMap<>();
        int column = 0;
        for (Feature feature : features) {
            FeatureTransform transform = transforms.get(feature.name());
            // Of some values several features are made.
            if (transform != null && !values.containsKey(transform.input())) {
                addValue(transform, CounterRandom.hash(SEED, row, column++), values);
            }
        }
        return values;
    }

    private void addValue(FeatureTransform transform, long draw, Map<String, Object> values) {
        if (transform instanceof SequenceTransform sequence) {
            addList(sequence, draw, values);
        } else if (transform instanceof CategoryTransform category) {
            addUnlessMissing(transform.input(), text(category.categories().vocabulary(), draw), values);
        } else if (transform instanceof NumberTransform
                || transform instanceof MissingIndicator
                || transform instanceof BucketTransform) {
            int place = CounterRandom.below(draw, NUMBERS.length + 1);
            addUnlessMissing(transform.input(), place == NUMBERS.length ? "" : NUMBERS[place], values);
        }
    }

    private static void addUnlessMissing(String input, Object value, Map<String, Object> values) {
        if (!value.equals("")) {
            values.put(input, value);
        }
    }

    /** A known value in most cases, an unknown one, or none, which is empty. */
    private String text(String vocabulary, long draw) {
        List<String> known = samples.of(vocabulary);
        int place = CounterRandom.below(draw, known.size() + 2);
        return place < known.size() ? known.get(place) : place == known.size() ? UNKNOWN : "";
    }

    private void addList(SequenceTransform sequence, long draw, Map<String, Object> values) {
        String vocabulary = sequence.categories().vocabulary();
        List<String> texts = IntStream.range(0, CounterRandom.below(draw, LONGEST_LIST + 1))
                .mapToObj(place -> text(vocabulary, CounterRandom.hash(draw, place)))
                .toList();
        values.put(sequence.input(), texts);
        if (sequence.feature().isWeighted()) {
            values.put(
                    sequence.weights(),
                    IntStream.range(0, texts.size())
                            .mapToObj(place -> 0.5 * (place + 1))
                            .toList());
        }
    }
}
