package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.InteractionsFixture.data;
import static org.campanile.spark.preparation.InteractionsFixture.labelled;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;

class SplitsTest {
    @Test
    void lastInteractionIsForTestAndTheOneBeforeForValidation() {
        assertThat(split("{method: leave-one-out}", "u a 3", "u b 1", "u c 2", "u d 0"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("u/a", "test", "u/c", "validation", "u/b", "train", "u/d", "train"));
    }

    @Test
    void tiesOfTimeAreBrokenByTheTieThenByTheItem() {
        assertThat(split("{method: leave-one-out}", "u c 7 1 - 1", "u a 7 1 - 3", "u b 7 1 - 3", "u d 7 1 - 2"))
                .as("in time: c (1), d (2), a (3), b (3)")
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("u/b", "test", "u/a", "validation", "u/d", "train", "u/c", "train"));
    }

    @Test
    void usersWithTwoPositiveInteractionsHaveAllInTraining() {
        assertThat(split("{method: leave-one-out}", "u a 1", "u b 2", "u c 3 0"))
                .containsOnly(Map.entry("u/a", "train"), Map.entry("u/b", "train"), Map.entry("u/c", "train"));
    }

    @Test
    void negativeInteractionsGoWhereTheirTimePutsThem() {
        assertThat(split("{method: leave-one-out}", "u a 1", "u n1 2 0", "u b 3", "u n2 4 0", "u c 5", "u n3 6 0"))
                .as("positives a, b, c; n1 before b, n2 between b and c, n3 after c")
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "u/a", "train",
                        "u/n1", "train",
                        "u/b", "validation",
                        "u/n2", "validation",
                        "u/c", "test",
                        "u/n3", "test"));
    }

    @Test
    void ratioDependsOnTheSeedAndTheRowAlone() {
        String[] interactions = grid(20, 10);
        String[] reversed = interactions.clone();
        Collections.reverse(Arrays.asList(reversed));
        String method = "{method: ratio}";

        Map<String, String> splits = split(method, interactions);

        assertThat(splits.values()).contains("train", "validation", "test");
        assertThat(split(method, reversed)).isEqualTo(splits);
        assertThat(split(2, method, interactions)).isNotEqualTo(splits);
    }

    @Test
    void ratioTakesItsShares() {
        Map<String, Long> sizes = sizes(split("{method: ratio, validation: 0.1, test: 0.3}", grid(100, 20)));

        /* 2000 rows: 200 and 600; five standard deviations sqrt(2000 p (1 - p)) are 67 and 102. */
        assertThat(sizes.get("validation")).isBetween(133L, 267L);
        assertThat(sizes.get("test")).isBetween(498L, 702L);
    }

    @Test
    void ratioPerUserTakesWholeRowsOfEachUserRoundedDown() {
        Map<String, String> splits = split("{method: ratio, scope: per-user, validation: 0.1, test: 0.3}", grid(4, 10));

        for (int user = 0; user < 4; user++) {
            String prefix = "u" + user + "/";
            Map<String, Long> sizes = sizes(splits.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(prefix))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
            assertThat(sizes).isEqualTo(Map.of("train", 6L, "validation", 1L, "test", 3L));
        }
        assertThat(split("{method: ratio, scope: per-user, validation: 0.1, test: 0.3}", "u a 1", "u b 2", "u c 3"))
                .as("0.3 of 3 rows is no whole one")
                .containsOnly(Map.entry("u/a", "train"), Map.entry("u/b", "train"), Map.entry("u/c", "train"));
    }

    @Test
    void byTimeHoldsOutTheLatestRowsOfAll() {
        assertThat(split(
                        "{method: by-time, validation: 0.25, test: 0.25}",
                        "u a 1",
                        "v a 2",
                        "u b 3",
                        "v b 4",
                        "u c 5",
                        "v c 6",
                        "u d 7",
                        "v d 8"))
                .as("two of eight rows each")
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "u/a", "train",
                        "v/a", "train",
                        "u/b", "train",
                        "v/b", "train",
                        "u/c", "validation",
                        "v/c", "validation",
                        "u/d", "test",
                        "v/d", "test"));
    }

    @Test
    void byTimeKeepsRowsOfOneTimeTogether() {
        assertThat(split("{method: by-time, validation: 0.25, test: 0.25}", "u a 1", "v a 2", "u b 2", "v b 3"))
                .as("one of four rows for test; with time 2 three of four would be held out, more than the shares")
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("u/a", "train", "v/a", "train", "u/b", "train", "v/b", "test"));
    }

    @Test
    void byTimeTakesMomentsInTheUnitOfTheData() {
        /* 2015-03-31 is day 16525 of 1970, so second 1,427,760,000. */
        String method = "{method: by-time, validation-from: '1427673600', test-from: 2015-03-31}";

        assertThat(split(method, "u a 1427673599", "u b 1427673600", "u c 1427759999", "u d 1427760000"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("u/a", "train", "u/b", "validation", "u/c", "validation", "u/d", "test"));
        assertThatThrownBy(() -> split("{method: by-time, validation-from: '7', test-from: '5'}", "u a 1", "u b 9"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("data.split.validation-from 7 is later than data.split.test-from 5: validation comes before"
                        + " test.");
    }

    @Test
    void byTimePerUserHoldsOutEachUsersLatest() {
        assertThat(split(
                        "{method: by-time, scope: per-user, validation: 0.25, test: 0.25}",
                        "u a 1",
                        "u b 2",
                        "u c 3",
                        "u d 4",
                        "v a 91",
                        "v b 92",
                        "v c 93",
                        "v d 94"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "u/a", "train",
                        "u/b", "train",
                        "u/c", "validation",
                        "u/d", "test",
                        "v/a", "train",
                        "v/b", "train",
                        "v/c", "validation",
                        "v/d", "test"));
    }

    @Test
    void byTimeNeedsTimes() {
        assertThatThrownBy(() -> split("{method: by-time}", "u a 0", "u b 0"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("data.split.method by-time needs interactions with times, but all of them have the time 0:"
                        + " choose ratio or leave-one-out.");
    }

    @Test
    void byUserHoldsOutWholeUsersWithTheirEarliestInteractionsAsHistory() {
        Map<String, String> splits = split("{method: by-user, validation: 0.2, test: 0.3, fold-in: 0.6}", grid(50, 5));

        Map<String, Long> kinds = new TreeMap<>();
        for (int user = 0; user < 50; user++) {
            String name = "u" + user;
            List<String> parts = IntStream.range(0, 5)
                    .mapToObj(item -> splits.get(name + "/i" + item))
                    .toList();
            String last = parts.get(4);
            kinds.merge(last, 1L, Long::sum);
            assertThat(parts)
                    .as("0.6 of five interactions is three, items run in the order of time")
                    .isEqualTo(
                            last.equals("train")
                                    ? Collections.nCopies(5, "train")
                                    : List.of("history", "history", "history", last, last));
        }
        /* 50 users: 10 and 15; three standard deviations sqrt(50 p (1 - p)) are 8.5 and 9.7. */
        assertThat(kinds.get("validation")).isBetween(2L, 18L);
        assertThat(kinds.get("test")).isBetween(6L, 24L);
    }

    @Test
    void aHeldOutUserWithOneInteractionHasHistoryAlone() {
        Map<String, String> splits = split("{method: by-user, validation: 0, test: 0.9}", grid(20, 1));

        assertThat(splits.values()).contains("history").doesNotContain("test");
    }

    @Test
    void providedPartsAreTaken() {
        assertThat(split(
                        "{method: provided}", "u a 1 1 train", "u b 1 1 test", "v a 1 1 history", "v b 1 1 validation"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("u/a", "train", "u/b", "test", "v/a", "history", "v/b", "validation"));
    }

    @Test
    void rowsWithoutAProvidedPartAreAnError() {
        assertThatThrownBy(() -> split("{method: provided}", "u a 1 1 train", "u b 1 1 history"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("data.split.method is provided, but none of the 2 rows has the part test or"
                        + " validation, so that no model could be evaluated: add one of them, or choose another"
                        + " data.split.method.");
        assertThatThrownBy(() -> split("{method: provided}", "u a 1", "u b 1"))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "data.split.method is provided, but this data.source gives no split: choose another method.");
        assertThatThrownBy(() -> split("{method: provided}", "u a 1 1 train", "u b 1 1 dev", "u c 1 1 dev", "u d 1"))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "data.split.method provided needs a part (train, validation, test, history) in every row, but"
                                + " 2 rows have 'dev', 1 rows have '': mend the data or choose another data.split.method.");
    }

    /** Every user with every item, in the order of items. */
    private static String[] grid(int users, int items) {
        return IntStream.range(0, users * items)
                .mapToObj(row -> "u" + row / items + " i" + row % items + " " + row % items)
                .toArray(String[]::new);
    }

    private static Map<String, Long> sizes(Map<String, String> splits) {
        return splits.values().stream().collect(Collectors.groupingBy(split -> split, Collectors.counting()));
    }

    private static Map<String, String> split(String settings, String... interactions) {
        return split(1, settings, interactions);
    }

    private static Map<String, String> split(long seed, String settings, String... interactions) {
        return InteractionsFixture.splits(
                Splits.interactions(labelled(interactions), data("split: " + settings), seed));
    }
}
