package org.campanile.core.negative;

import java.util.Locale;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.sampling.World;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.stream.SequentialReader;
import org.jspecify.annotations.Nullable;

/** Reads from the training part which items users have. */
public final class UserItemsReader {
    private static final int BATCH_ROWS = 8192;

    private final SequentialReader reader;
    private final RowLabel label;
    private final int userColumn;
    private final int itemColumn;
    private final int users;

    private UserItemsReader(PreparedDataset dataset, RowLabel label) {
        Schema schema = dataset.schema();
        this.reader = new SequentialReader(dataset, Split.TRAIN, new World(0, 1), BATCH_ROWS);
        this.label = label;
        this.userColumn = dataset.rowColumns()
                .categoricalColumn(schema.key(FeatureSide.USER).name());
        this.itemColumn = dataset.rowColumns()
                .categoricalColumn(schema.key(FeatureSide.ITEM).name());
        this.users =
                schema.vocabulary(schema.key(FeatureSide.USER).vocabulary()).size();
    }

    /**
     * Reads the items of each user in the training rows of a kind; the unknown user has none. Goes through the rows twice,
     * so that nothing is held but the result: 4 bytes per row of the kind, and 4 per user.
     *
     * @throws CampanileException if a file is absent or damaged, or if there are more than 2^31 - 9 rows of the kind
     * @throws IllegalArgumentException if samples do not name user and item
     */
    public static UserItems read(PreparedDataset dataset, RowLabel label) {
        return new UserItemsReader(dataset, label).read();
    }

    private UserItems read() {
        long[] ends = new long[users + 1];
        forEachPair((user, item) -> ends[user + 1]++);
        for (int user = 0; user < users; user++) {
            ends[user + 1] += ends[user];
        }
        if (ends[users] > Integer.MAX_VALUE - 8) {
            throw new CampanileException(
                    "The training part has " + ends[users]
                            + " rows of label " + label.name().toLowerCase(Locale.ROOT)
                            + ", more than a worker can hold of its users' items: set exclude-positives to false and shown to 0.");
        }
        int[] starts = new int[users + 1];
        int[] next = new int[users];
        for (int user = 0; user < users; user++) {
            starts[user + 1] = (int) ends[user + 1];
            next[user] = starts[user];
        }
        int[] items = new int[starts[users]];
        forEachPair((user, item) -> items[next[user]++] = item);
        return UserItems.of(starts, items);
    }

    private void forEachPair(PairConsumer consumer) {
        try (BatchStream stream = reader.open(new ReaderState(0, 0))) {
            for (@Nullable Batch batch = stream.next(); batch != null; batch = stream.next()) {
                int[] userKeys = batch.categorical(userColumn);
                int[] itemKeys = batch.categorical(itemColumn);
                for (int row = 0; row < batch.size(); row++) {
                    if (userKeys[row] != 0 && label.fits(batch.labels()[row])) {
                        consumer.accept(userKeys[row], itemKeys[row]);
                    }
                }
            }
        }
    }

    @FunctionalInterface
    private interface PairConsumer {
        void accept(int user, int item);
    }
}
