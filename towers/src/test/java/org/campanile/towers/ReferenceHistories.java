package org.campanile.towers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.model.Parameters;

/** What models read of histories and users, in double precision, written from its definition. */
final class ReferenceHistories {
    private final Interactions world;
    private final TowerOptions towers;
    private final HistoryOptions options;
    private final long seed;

    ReferenceHistories(Interactions world, TowerOptions towers, HistoryOptions options, long seed) {
        this.world = world;
        this.towers = towers;
        this.options = options;
        this.seed = seed;
    }

    /** An item of a history, and its place counted from the newest. */
    record Entry(int item, int place) {}

    /** The items of a sample's history that take part. */
    List<Entry> entries(int epoch, Batch batch, int row) {
        JaggedIds histories = batch.sequence(0);
        long key = CounterRandom.hash(CounterRandom.seedFor(seed, "history-dropout"), epoch, batch.positions()[row]);
        List<Entry> entries = new ArrayList<>();
        for (int i = histories.start(row); i < histories.start(row + 1); i++) {
            int place = histories.start(row + 1) - 1 - i;
            boolean isDropped =
                    place > 0 && CounterRandom.uniform(CounterRandom.hash(key, place)) < options.historyDropout();
            if (place < options.historyLength() && !isDropped && histories.values()[i] != 0) {
                entries.add(new Entry(histories.values()[i], place));
            }
        }
        return entries;
    }

    /** An item's row of the table that histories share with the items. */
    double[] embedding(Parameters parameters, int item) {
        return row(parameters.of("item-item"), item);
    }

    /** What the entries of a history count, with the sum 1. */
    double[] weights(HistoryPooling pooling, Parameters parameters, List<Entry> entries) {
        double[] weights = entries.stream()
                .mapToDouble(entry -> pooling == HistoryPooling.MEAN
                        ? 1
                        : Math.exp(parameters.of("user-history-place")[entry.place()]))
                .toArray();
        double sum = DoubleStream.of(weights).sum();
        return DoubleStream.of(weights).map(weight -> weight / sum).toArray();
    }

    private double[] row(double[] table, int index) {
        double[] row = new double[towers.embeddingDim()];
        System.arraycopy(table, index * row.length, row, 0, row.length);
        return row;
    }

    /** A vector made of a history, with the features of the sample's user behind it, if there are any. */
    double[] withFeatures(Parameters parameters, double[] encoded, Batch batch, int row) {
        List<Double> inputs = new ArrayList<>();
        for (double number : encoded) {
            inputs.add(number);
        }
        int user = batch.categorical(0)[row];
        if (options.userKey() == UserKeyUse.EMBED) {
            add(inputs, row(parameters.of("user-user"), user));
        }
        if (towers.userFeatures().isEmpty()) {
            inputs.add((double) world.users().dense()[user]);
            add(inputs, row(parameters.of("user-country"), world.users().categorical()[0][user]));
        }
        return inputs.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void add(List<Double> inputs, double[] numbers) {
        for (double number : numbers) {
            inputs.add(number);
        }
    }
}
