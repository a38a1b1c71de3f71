package org.campanile.core.negative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.shard.DatasetFixture;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserItemsTest {
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new CategoricalFeature("user", FeatureSide.USER, "user"),
                    new CategoricalFeature("item", FeatureSide.ITEM, "item")),
            List.of(new Vocabulary("user", 9), new Vocabulary("item", 30)),
            "user",
            "item");

    @TempDir
    private Path folder;

    @Test
    void itemsAreSortedAndEachComesOnce() {
        UserItems items = UserItemsFixture.of(new int[][] {{}, {5, 2, 5, 0, 2}, {}, {7}});

        assertThat(items.users()).isEqualTo(4);
        assertThat(items.pairs()).isEqualTo(3);
        assertThat(list(items, 0)).isEmpty();
        assertThat(list(items, 1)).containsExactly(2, 5);
        assertThat(list(items, 3)).containsExactly(7);
        assertThat(items.contains(1, 5)).isTrue();
        assertThat(items.contains(1, 7)).isFalse();
        assertThat(items.contains(2, 7)).isFalse();
    }

    @Test
    void someMayBeLeftOut() {
        UserItems items = UserItemsFixture.of(new int[][] {{1, 2, 3}, {4}, {5, 6}});
        UserItems others = UserItemsFixture.of(new int[][] {{2, 9}, {4}, {}});

        UserItems left = items.without(others);

        assertThat(list(left, 0)).containsExactly(1, 3);
        assertThat(list(left, 1)).isEmpty();
        assertThat(list(left, 2)).containsExactly(5, 6);
        assertThatThrownBy(() -> items.without(UserItems.none(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 users are not 3");
    }

    /** 5,000 training rows over three shards, against sets; other parts do not count, nor does the unknown user. */
    @Test
    void trainingRowsOfEachLabelAreReadByUser() {
        DatasetFixture fixture = new DatasetFixture(new LocalFileStore(folder), SCHEMA);
        Random random = new Random(4);
        List<Set<Integer>> liked = sets();
        List<Set<Integer>> shown = sets();
        for (int rows : new int[] {1, 2999, 2000}) {
            Batch batch = rows(rows, random);
            for (int row = 0; row < rows; row++) {
                int user = batch.categorical(0)[row];
                int item = batch.categorical(1)[row];
                if (user != 0 && item != 0) {
                    (batch.labels()[row] > 0 ? liked : shown).get(user).add(item);
                }
            }
            fixture.shard(Split.TRAIN, batch, 1000);
        }
        PreparedDataset dataset =
                fixture.shard(Split.TEST, rows(500, random), 1000).open();

        assertThat(sets(UserItemsReader.read(dataset, RowLabel.POSITIVE))).isEqualTo(liked);
        assertThat(sets(UserItemsReader.read(dataset, RowLabel.NEGATIVE))).isEqualTo(shown);
    }

    @Test
    void withoutTrainingRowsNobodyHasAny() {
        PreparedDataset dataset = new DatasetFixture(new LocalFileStore(folder), SCHEMA).open();

        UserItems items = UserItemsReader.read(dataset, RowLabel.POSITIVE);

        assertThat(items.users()).isEqualTo(9);
        assertThat(items.pairs()).isZero();
    }

    /** So few items of the later users that some have none of a label. */
    private static Batch rows(int count, Random random) {
        Batch batch = new Batch(ColumnSet.of(SCHEMA.features()), count);
        for (int row = 0; row < count; row++) {
            int user = (int) (9 * Math.pow(random.nextDouble(), 6));
            batch.categorical(0)[row] = user;
            batch.categorical(1)[row] = random.nextInt(30);
            batch.labels()[row] = random.nextInt(3) == 0 ? 0 : random.nextInt(2) == 0 ? 1 : 0.5f;
        }
        batch.setSize(count);
        return batch;
    }

    private static List<Set<Integer>> sets() {
        return IntStream.range(0, 9)
                .<Set<Integer>>mapToObj(user -> new TreeSet<>())
                .toList();
    }

    private static List<Set<Integer>> sets(UserItems items) {
        return IntStream.range(0, items.users())
                .<Set<Integer>>mapToObj(user -> new TreeSet<>(list(items, user)))
                .toList();
    }

    private static List<Integer> list(UserItems items, int user) {
        return IntStream.range(0, items.count(user))
                .mapToObj(place -> items.item(user, place))
                .toList();
    }
}
