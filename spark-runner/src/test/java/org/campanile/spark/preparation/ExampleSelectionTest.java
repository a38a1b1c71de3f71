package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.InteractionsFixture.data;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleSelectionTest {
    private static final StructType COLUMNS = new StructType()
            .add(RawExamples.LABEL, DataTypes.FloatType)
            .add("brand", DataTypes.StringType)
            .add("shop", DataTypes.StringType)
            .add(RawData.REASON, DataTypes.StringType)
            .add(RawData.RAW, DataTypes.StringType);
    private static final List<Feature> FEATURES = List.of(
            new CategoricalFeature("brand", FeatureSide.CONTEXT, "brand"),
            new CategoricalFeature("shop", FeatureSide.CONTEXT, "shop"));

    /** a1: one 1, two 0; b1: one of each; a2: twice 1; a row whose shop is missing. */
    private static final String[] EXAMPLES = {"1 a 1", "0 a 1", "0 a 1", "1 b 1", "0 b 1", "1 a 2", "1 a 2", "1 b -"};

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
                "keep; 0 a 1, 0 a 1, 0 b 1, 1 a 1, 1 a 2, 1 a 2, 1 b 1, 1 b null; 0",
                "majority; 0 a 1, 0 a 1, 1 a 2, 1 a 2, 1 b 1, 1 b null; 2", // of the tie of b1 the greater label
                "drop; 1 a 2, 1 a 2, 1 b null; 5",
            })
    void conflictingLabelsAreResolvedAndRepeatedExamplesStay(String conflicts, String expected, long deselected) {
        SelectedExamples selected = select("select: {conflicts: " + conflicts + "}", EXAMPLES);

        assertThat(texts(selected.rows())).containsExactly(expected.split(", "));
        assertThat(selected.counts().deselectedRows()).isEqualTo(deselected);
        assertThat(selected.counts().read()).isEqualTo(8);
        assertThat(selected.conflicts()).as("a1 has three rows, b1 two").isEqualTo(5);
    }

    @Test
    void nothingLeftIsAnError() {
        assertThatThrownBy(() -> select("select: {conflicts: drop}", "1 a 1", "0 a 1"))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("There are no examples left: all 2 have the features of another one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "split: {method: leave-one-out}; data.split.method leave-one-out needs users, times or a given split,"
                        + " which these examples do not have: set it to ratio, of scope global.",
                "split: {method: provided}; data.split.method provided needs users, times or a given split, which these"
                        + " examples do not have: set it to ratio, of scope global.",
                "select: {user-core: 5}; These examples have labels, but no users, items and times: of data.select and"
                        + " data.positives they know conflicts alone, as keep, majority or drop.",
                "select: {conflicts: last}; These examples have labels, but no users, items and times: of data.select and"
                        + " data.positives they know conflicts alone, as keep, majority or drop.",
            })
    void whatNeedsUsersIsRefused(String setting, String message) {
        assertThatThrownBy(() -> select(setting, EXAMPLES))
                .isInstanceOf(CampanileException.class)
                .hasMessage(message);
    }

    private SelectedExamples select(String setting, String... examples) {
        String split = setting.startsWith("split") ? setting : "split: {method: ratio}";
        String select = setting.startsWith("split") ? "select: {}" : setting;
        PreparationContext context = InteractionsFixture.context(folder, cache, data(split, select));
        ExampleSelection selection = new ExampleSelection(context, FEATURES);
        Dataset<Row> rows = rows(examples);
        selection.requireSupported(rows);
        return selection.of(rows, new InputCounts("examples", examples.length, examples.length, 0, Map.of(), Map.of()));
    }

    private static Dataset<Row> rows(String... examples) {
        List<Row> rows = Arrays.stream(examples)
                .map(text -> text.split(" "))
                .map(part -> RowFactory.create(
                        Float.parseFloat(part[0]), part[1], part[2].equals("-") ? null : part[2], null, null))
                .toList();
        return spark().createDataFrame(rows, COLUMNS);
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.collectAsList().stream()
                .map(row -> "%.0f %s %s".formatted(row.getFloat(0), row.getString(1), row.getString(2)))
                .sorted()
                .toList();
    }
}
