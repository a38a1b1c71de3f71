package org.campanile.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    private static final Machine MACHINE = new Machine("A processor", 2, 23, "Campanile 1, JDK 17");

    private static ResultEntry entry(String name, double ours, double peer, Double floor) {
        Comparison comparison = new Comparison(
                "8192, 2 threads",
                Map.of("batch", 8192, "threads", 2),
                new Contender("ours", List.of(), Map.of(), ""),
                List.of(),
                "the peer");
        Benchmark benchmark = new Benchmark(name, "a step", "samples/s", floor, 3.0, List.of(comparison));
        return new Result(
                        benchmark,
                        comparison,
                        Rounds.none("ours").add(ours, Map.of("best", 5)),
                        Rounds.none("the peer").add(peer, Map.of()))
                .entry(MACHINE, "2026-11-25");
    }

    /** 123,456,789 / 98,765,432 = 1.24999998... */
    @Test
    void theTableFitsATerminal() {
        List<String> lines = ResultTable.text(List.of(entry("two-tower-step-avx512", 123_456_789, 98_765_432, 2.2)));

        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(lines.get(1))
                .matches("two-tower-step-avx512 +8192, 2 threads +123,456,789 +98,765,432 +1\\.24 +2\\.2 +3");
    }

    /** 2999.9 / 1000 = 2.9999, which is not 3. */
    @Test
    void figuresAreNotRoundedUp() {
        assertThat(ResultTable.text(List.of(entry("step", 2999.9, 1000, 3.0))).get(1))
                .matches("step .* 2,999 +1,000 +2\\.99 +3 +3");
    }

    @Test
    void aRatioBelowTheFloorIsMarkedOnThePage() {
        List<String> lines = ResultTable.markdown(
                List.of(entry("step", 2000, 1000, 2.2), entry("other", 2000, 1000, 1.5), entry("none", 5, 1, null)));

        assertThat(lines.get(2)).contains("| 2.00 (missed) | 2.2 | 3 |");
        assertThat(lines.get(3)).contains("| **2.00** | 1.5 | 3 |");
        assertThat(lines.get(4)).contains("| 5.00 | - | 3 |");
    }

    @Test
    void thePageNamesEachMachineOnce() {
        List<String> lines = ResultTable.markdown(List.of(entry("a", 1, 1, 1.0), entry("b", 1, 1, 1.0)));

        assertThat(lines).containsOnlyOnce("Machine: A processor, 2 cores, 23 GiB. Versions: Campanile 1, JDK 17.");
    }

    @Test
    void resultsComeBackFromJsonAsTheyWere() {
        List<ResultEntry> entries = List.of(entry("a", 1234.5, 1000, null), entry("b", 2, 1, 1.5));

        String json = ResultsFile.write(entries);

        assertThat(ResultsFile.write(ResultsFile.read(json, "results"))).isEqualTo(json);
        assertThat(json)
                .contains("\"name\" : \"a\"", "\"peer_value\" : 1000.0", "\"ratio\" : 1.2345", "\"floor\" : null")
                .contains(
                        "\"batch\" : 8192",
                        "\"threads\" : 2",
                        "\"cpu\" : \"A processor\"",
                        "\"date\" : \"2026-11-25\"");
    }

    @Test
    void aLaterResultReplacesTheEarlierInItsPlace() {
        ResultEntry replaced = entry("a", 9, 1, 1.0);

        List<ResultEntry> merged = ResultsFile.merge(
                List.of(entry("a", 1, 1, 1.0), entry("b", 1, 1, 1.0)), List.of(replaced, entry("c", 1, 1, 1.0)));

        assertThat(merged).extracting(entry -> entry.text("name")).containsExactly("a", "b", "c");
        assertThat(merged.get(0)).isEqualTo(replaced);
    }

    @Test
    void onlyWhatStandsBetweenTheMarkersIsReplaced() {
        String page = "before\n" + MarkedPage.BEGIN + "\nold\n" + MarkedPage.END + "\nafter\n";

        assertThat(MarkedPage.replace(page, List.of("new", "lines")))
                .isEqualTo("before\n" + MarkedPage.BEGIN + "\n\nnew\nlines\n\n" + MarkedPage.END + "\nafter\n");
        assertThatThrownBy(() -> MarkedPage.replace("no markers", List.of())).isInstanceOf(CampanileException.class);
    }
}
