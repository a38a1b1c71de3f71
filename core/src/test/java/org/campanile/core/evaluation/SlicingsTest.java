package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.config.CandidatesConfiguration;
import org.campanile.core.metric.MeasuredUsers;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.shard.DatasetFixture;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four users with a gender and an age, six items with genres; index 0 is unknown. */
class SlicingsTest {
    private static final int[] GENDERS = {0, 1, 1, 2, 1};
    private static final float[] AGES = {0, 20, 30, 40, 50};
    private static final int[][] GENRES = {{}, {1}, {1, 2}, {2, 2}, {}, {60}};

    @TempDir
    private static Path folder;

    private static PreparedDataset dataset;

    @BeforeAll
    static void write() {
        Feature gender = new CategoricalFeature("gender", FeatureSide.USER, "gender");
        Feature age = new DenseFeature("age", FeatureSide.USER);
        Feature genres = new SequenceFeature("genres", FeatureSide.ITEM, "genre");
        Schema schema = new Schema(
                List.of(
                        new CategoricalFeature("user", FeatureSide.USER, "user"),
                        new CategoricalFeature("item", FeatureSide.ITEM, "item"),
                        gender,
                        age,
                        genres),
                List.of(
                        new Vocabulary("user", 5),
                        new Vocabulary("item", 6),
                        new Vocabulary("gender", 3),
                        new Vocabulary("genre", 61)),
                "user",
                "item");
        Batch users = new Batch(ColumnSet.of(schema.entityFeatures(FeatureSide.USER)), 5);
        System.arraycopy(GENDERS, 0, users.categorical(0), 0, 5);
        System.arraycopy(AGES, 0, users.dense(), 0, 5);
        users.setSize(5);
        Batch items = new Batch(ColumnSet.of(schema.entityFeatures(FeatureSide.ITEM)), 6);
        for (int[] values : GENRES) {
            items.sequence(0).addRow(values, 0, values.length);
        }
        items.setSize(6);
        dataset = new DatasetFixture(FileStores.open(folder.toString()), schema)
                .users(users, 10)
                .items(items, 10)
                .open();
    }

    @Test
    void usersBelongToTheSlicesOfTheirFeatures() {
        Map<String, MeasuredUsers> slices = slices("gender", "age");
        assertThat(slices.keySet())
                .containsExactly(
                        "age=quarter-1", "age=quarter-2", "age=quarter-3", "age=quarter-4", "gender=v1", "gender=v2");
        assertThat(slices.get("gender=v1").users()).isEqualTo(3);
        assertThat(slices.get("gender=v1").values()).containsEntry("recall_at_10", 5 / 6.0); // 1, 1 and 1 / 2
        assertThat(slices.get("gender=v2").values()).containsEntry("recall_at_10", 0.0);
        assertThat(slices.get("age=quarter-3").values()).containsEntry("recall_at_10", 0.0); // user 3
    }

    @Test
    void relevantItemsBelongToTheSlicesOfTheirFeatures() {
        Map<String, MeasuredUsers> slices = slices("genres");
        // The fixture's vocabulary counts its values upwards, so that v11 to v60 are the 50 most frequent.
        assertThat(slices.keySet()).containsExactly("genres=other", "genres=v60");
        assertThat(slices.get("genres=other").users()).isEqualTo(4);
        assertThat(slices.get("genres=other").values()).containsEntry("hit_rate_at_10", 3 / 4.0); // not item 3
        assertThat(slices.get("genres=v60").users()).isEqualTo(1); // the second item of user 4
        assertThat(slices.get("genres=v60").values()).containsEntry("hit_rate_at_10", 0.0);
    }

    @Test
    void popularityAndHistoryLengthNeedNoFeature() {
        Map<String, MeasuredUsers> slices = slices("popularity-decile", "history-length");
        // five candidates of different popularity: deciles 1, 3, 5, 7 and 9; item 4 of decile 3 is not to be found
        assertThat(slices.keySet())
                .containsExactly(
                        "history-length=0",
                        "history-length=1-4",
                        "popularity-decile=1",
                        "popularity-decile=5",
                        "popularity-decile=7",
                        "popularity-decile=9");
        assertThat(slices.get("history-length=1-4").users()).isEqualTo(1);
    }

    @Test
    void mergedSlicesAreThoseOfAllUsers() {
        SliceMetrics left = new SliceMetrics(List.of(10), 10, 1);
        Slicings slicings = Slicings.read(List.of("gender"), dataset, catalogue());
        List<UserRanking> rankings = rankings();
        rankings.subList(0, 2).forEach(ranking -> left.add(ranking, slicings));
        SliceMetrics right = new SliceMetrics(List.of(10), 10, 1);
        rankings.subList(2, 4).forEach(ranking -> right.add(ranking, slicings));
        left.merge(right);
        assertThat(left.slices().get("gender=v1").values())
                .isEqualTo(slices("gender").get("gender=v1").values());
        assertThat(left.slices().get("gender=v2").users()).isEqualTo(1);
    }

    @Test
    void anUnknownPropertyIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> Slicings.check(List.of("history-length", "sex"), dataset))
                .isInstanceOf(CampanileException.class)
                .hasMessage("evaluation.slices names sex, but users and items of the data set have no such feature;"
                        + " allowed: gender, age, genres, popularity-decile, history-length.");
    }

    @Test
    void candidatesAreTheItemsWithOneOfTheValues() {
        Candidates candidates =
                CandidateReader.read(dataset, new CandidatesConfiguration("genres", List.of("v2", "v60", "none")));
        assertThat(candidates.count()).isEqualTo(3);
        assertThat(List.of(2, 3, 5)).allMatch(candidates::contains);
        assertThat(CandidateReader.read(dataset, new CandidatesConfiguration("", List.of()))
                        .isAll())
                .isTrue();
    }

    @Test
    void candidatesThatCannotBeFoundAreRefused() {
        assertThatThrownBy(() -> CandidateReader.read(dataset, new CandidatesConfiguration("age", List.of("1"))))
                .isInstanceOf(CampanileException.class)
                .hasMessage("evaluation.candidates.column is age, which is no categorical or sequence feature of the"
                        + " items; allowed: genres.");
        assertThatThrownBy(() -> CandidateReader.read(dataset, new CandidatesConfiguration("genres", List.of("x"))))
                .hasMessage("evaluation.candidates asks for items whose genres is one of [x], but that feature has"
                        + " none of these values.");
        assertThatThrownBy(() -> CandidateReader.read(dataset, new CandidatesConfiguration("genres", List.of("v3"))))
                .hasMessage("evaluation.candidates asks for items whose genres is one of [v3], but no item has one of"
                        + " them: then nothing can be recommended.");
    }

    private static Map<String, MeasuredUsers> slices(String... names) {
        Slicings slicings = Slicings.read(List.of(names), dataset, catalogue());
        SliceMetrics metrics = new SliceMetrics(List.of(10), 10, 1);
        rankings().forEach(ranking -> metrics.add(ranking, slicings));
        return metrics.slices();
    }

    private static Catalogue catalogue() {
        return new Catalogue(new long[] {0, 5, 4, 3, 2, 1}, Candidates.all(6));
    }

    /** Users 1 and 2 find their item, user 3 does not, user 4 finds one of two; user 2 took something before. */
    private static List<UserRanking> rankings() {
        List<UserRanking> rankings = new ArrayList<>();
        rankings.add(ranking(new RankingQuery(1, new int[0], new int[] {1}), 0));
        rankings.add(ranking(new RankingQuery(2, new int[0], new int[] {2}).taken(new int[] {4}), 3));
        rankings.add(ranking(new RankingQuery(3, new int[0], new int[] {3}), 12));
        rankings.add(ranking(new RankingQuery(4, new int[0], new int[] {1, 5}), 9, 10));
        return rankings;
    }

    private static UserRanking ranking(RankingQuery query, double... ranks) {
        return new UserRanking(query, new RankedItems(new int[0], new float[0], 0), ranks, ranks);
    }
}
