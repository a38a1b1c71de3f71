package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.InteractionsFixture.data;
import static org.campanile.spark.preparation.InteractionsFixture.events;
import static org.campanile.spark.preparation.InteractionsFixture.raw;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionSelectionTest {
    private static final String NEGATIVES = "positives: {at-least: 4, below: negative}";

    @TempDir
    Path folder;

    private final DatasetCache cache = new DatasetCache();

    @AfterEach
    void forget() {
        cache.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "first; u/a@1",
                "last; u/a@3",
                "greatest; u/a@2",
                "all; u/a@1, u/a@2, u/a@3",
            })
    void ofRepeatedPairsTheChosenOneStays(String duplicates, String expected) {
        SelectedInteractions selected =
                select(List.of("select: {duplicates: " + duplicates + "}"), "u a 2 9", "u a 3 5", "u a 1 5");

        assertThat(events(selected.rows())).containsExactly(expected.split(", "));
        assertThat(selected.counts().used() + selected.counts().duplicates()).isEqualTo(3);
        assertThat(selected.conflicts()).isZero();
    }

    /** Of u and a: positive at 1, negative at 2 and 3; of u and b no conflict. Duplicates: the first one stays. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "keep; u/a@1, u/b@9; 2; 0", // three rows of a, the first stays
                "last; u/a@2, u/b@9; 1; 1", // negative wins: the positive goes, the second negative is a duplicate
                "majority; u/a@2, u/b@9; 1; 1",
                "drop; u/b@9; 0; 3",
            })
    void conflictingLabelsAreResolved(String conflicts, String expected, long duplicates, long deselected) {
        SelectedInteractions selected = select(
                List.of(NEGATIVES, "select: {conflicts: " + conflicts + "}"),
                "u a 1 5",
                "u a 2 1",
                "u a 3 2",
                "u b 9 5");

        assertThat(events(selected.rows())).containsExactly(expected.split(", "));
        assertThat(selected.counts().duplicates()).isEqualTo(duplicates);
        assertThat(selected.counts().deselectedRows()).isEqualTo(deselected);
        assertThat(selected.conflicts()).as("the rows of u and a").isEqualTo(3);
    }

    /** The same pairs, with all rows kept: only conflicts take rows away. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "keep; u/a@1, u/a@2, u/a@3, u/b@9; 0",
                "last; u/a@2, u/a@3, u/b@9; 1",
                "majority; u/a@2, u/a@3, u/b@9; 1",
                "drop; u/b@9; 3",
            })
    void conflictingLabelsAreResolvedAmongRepeatedPairs(String conflicts, String expected, long deselected) {
        SelectedInteractions selected = select(
                List.of(NEGATIVES, "select: {duplicates: all, conflicts: " + conflicts + "}"),
                "u a 1 5",
                "u a 2 1",
                "u a 3 2",
                "u b 9 5");

        assertThat(events(selected.rows())).containsExactly(expected.split(", "));
        assertThat(selected.counts().duplicates()).isZero();
        assertThat(selected.counts().deselectedRows()).isEqualTo(deselected);
        assertThat(selected.conflicts()).isEqualTo(3);
    }

    @Test
    void ofEquallyManyLabelsTheLastOneWins() {
        SelectedInteractions selected =
                select(List.of(NEGATIVES, "select: {conflicts: majority}"), "u a 1 1", "u a 2 5", "v a 1 5", "v a 2 1");

        assertThat(selected.rows().collectAsList())
                .extracting(row -> row.<String>getAs("user") + row.<Float>getAs("label"))
                .containsExactlyInAnyOrder("u1.0", "v0.0");
    }

    @Test
    void rowsBelowTheThresholdAreDroppedAndCounted() {
        SelectedInteractions selected = select(List.of("positives: {at-least: 4}"), "u a 1 4", "u b 2 3.5", "u c 3 5");

        assertThat(events(selected.rows())).containsExactly("u/a@1", "u/c@3");
        assertThat(selected.counts())
                .isEqualTo(new InputCounts("interactions", 3, 2, 0, Map.of(), Map.of("below-threshold", 1L)));
    }

    @Test
    void rowsBelowTheThresholdMayBecomeNegative() {
        SelectedInteractions selected = select(List.of(NEGATIVES), "u a 1 4", "u b 2 3.5");

        assertThat(selected.rows().collectAsList())
                .extracting(row -> row.<String>getAs("item") + row.<Float>getAs("label"))
                .containsExactlyInAnyOrder("a1.0", "b0.0");
        assertThat(selected.counts().used()).isEqualTo(2);
    }

    @Test
    void theTimeWindowIsHalfOpen() {
        /* 1970-01-02 begins at second 86,400. */
        SelectedInteractions selected =
                select(List.of("select: {from: '100', to: 1970-01-02}"), "u a 99", "u b 100", "u c 86399", "u d 86400");

        assertThat(events(selected.rows())).containsExactly("u/b@100", "u/c@86399");
        assertThat(selected.counts().deselected()).isEqualTo(Map.of("outside-time-window", 2L));
    }

    @Test
    void activeUsersKeepAllTheirInteractions() {
        /* The last two days before 400,000: later than 400,000 - 172,800 = 227,200. */
        SelectedInteractions selected = select(
                List.of("select: {active-interactions: 2, active-days: 2}"),
                "u a 1",
                "u b 227201",
                "u c 400000",
                "v a 2",
                "v b 227200",
                "v c 399999");

        assertThat(events(selected.rows())).containsExactly("u/a@1", "u/b@227201", "u/c@400000");
        assertThat(selected.counts().deselected()).isEqualTo(Map.of("inactive-user", 3L));
    }

    @Test
    void theCoreShrinksUntilItIsStable() {
        /* w has one interaction; without it c has one; without c v has one, and so on: a chain that unravels. */
        SelectedInteractions selected = select(
                List.of("select: {user-core: 2, item-core: 2}"),
                "w c 1",
                "v c 1",
                "v b 1",
                "u b 1",
                "u a 1",
                "x p 1",
                "x q 1",
                "y p 1",
                "y q 1");

        assertThat(events(selected.rows())).containsExactly("x/p@1", "x/q@1", "y/p@1", "y/q@1");
        assertThat(selected.counts().deselected()).isEqualTo(Map.of("outside-core", 5L));
    }

    @Test
    void theCoreIsTheOneFoundByRemovingOneByOne() {
        SplittableRandom random = new SplittableRandom(7);
        Set<String> pairs = new TreeSet<>();
        while (pairs.size() < 150) {
            pairs.add("u" + random.nextInt(40) + " i" + random.nextInt(30));
        }
        SelectedInteractions selected = select(
                List.of("select: {user-core: 2, item-core: 4}"),
                pairs.stream().map(pair -> pair + " 1").toArray(String[]::new));

        Set<String> core = core(pairs, 2, 4);
        assertThat(core).as("the example has a core").hasSizeBetween(20, 130);
        assertThat(events(selected.rows()))
                .containsExactlyElementsOf(core.stream()
                        .map(pair -> pair.replace(' ', '/') + "@1")
                        .sorted()
                        .toList());
    }

    @Test
    void aCoreThatStillShrinksIsAnError() {
        assertThatThrownBy(() -> select(
                                List.of("select: {user-core: 2, item-core: 2, core-rounds: 1}"),
                                "w c 1",
                                "v c 1",
                                "v b 1",
                                "u b 1",
                                "x p 1",
                                "x q 1",
                                "y p 1",
                                "y q 1")
                        .counts())
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith(
                        "The k-core (data.select.user-core 2, item-core 2) still shrinks after 1 rounds,")
                .hasMessageEndingWith("raise data.select.core-rounds or lower the cores.");
    }

    @Test
    void everyRowIsAccountedFor() {
        SelectedInteractions selected = select(
                List.of(
                        "positives: {at-least: 4, below: negative}",
                        "select: {from: '10', conflicts: drop, active-interactions: 2, user-core: 2}"),
                "u a 1 5", // outside-time-window
                "u a 10 5",
                "u a 11 5", // duplicate
                "u b 12 5",
                "v a 13 5", // conflict
                "v a 14 1", // conflict
                "v b 15 1",
                "v c 16 5",
                "w a 17 5"); // inactive-user

        assertThat(selected.counts())
                .isEqualTo(new InputCounts(
                        "interactions",
                        9,
                        4,
                        1,
                        Map.of(),
                        Map.of("outside-time-window", 1L, "conflicting-label", 2L, "inactive-user", 1L)));
        assertThat(events(selected.rows())).containsExactly("u/a@10", "u/b@12", "v/b@15", "v/c@16");
    }

    @Test
    void aSelectionThatLeavesNothingSaysWhy() {
        assertThatThrownBy(() -> select(List.of("positives: {at-least: 4}"), "u a 1 1", "u b 1 2"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("There are no interactions left: {below-threshold=2} were left out by data.select and"
                        + " data.positives; loosen them.");
    }

    @Test
    void aProvidedSplitKeepsAPairOfEachPart() {
        SelectedInteractions selected =
                select(List.of("split: {method: provided}"), "u a 1 1 train", "u a 2 1 train", "u a 3 1 test");

        assertThat(events(selected.rows())).containsExactly("u/a@1", "u/a@3");
        assertThat(selected.counts().duplicates()).isEqualTo(1);
    }

    private SelectedInteractions select(List<String> settings, String... interactions) {
        PreparationContext context = InteractionsFixture.context(folder, cache, data(settings.toArray(String[]::new)));
        return new InteractionSelection(context).of(raw(interactions));
    }

    /** Takes away one user or item with too few at a time. */
    private static Set<String> core(Set<String> pairs, int userCore, int itemCore) {
        List<String> left = new ArrayList<>(pairs);
        while (true) {
            Map<String, Long> degrees = left.stream()
                    .flatMap(pair -> List.of(pair.split(" ")).stream())
                    .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
            String weakest = degrees.entrySet().stream()
                    .filter(degree -> degree.getValue() < (degree.getKey().startsWith("u") ? userCore : itemCore))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("");
            if (weakest.isEmpty()) {
                return new TreeSet<>(left);
            }
            left.removeIf(pair -> List.of(pair.split(" ")).contains(weakest));
        }
    }
}
