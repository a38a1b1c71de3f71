package org.campanile.spark.preparation.table;

import java.util.List;
import java.util.Locale;
import org.campanile.core.Check;
import org.campanile.core.config.Option;
import org.campanile.core.config.SourceOptions;

/** Options of the source {@code table}: what its columns are. Either a label is named, or a user and an item. */
public record TableOptions(
        @Option(
                value = "How the data are stored; table: `data.path` is the name of a table or view that Spark knows."
                        + " JSON has one object per line unless `data.multi-line` says otherwise.",
                defaultValue = "parquet")
        Format format,

        @Option(
                value =
                        "Column of the label, of the kind that data.targets.labels says: rows are examples. Empty: rows are interactions.",
                defaultValue = "\"\"")
        String label,

        @Option(value = "Column of the user, for interactions.", defaultValue = "\"\"")
        String user,

        @Option(value = "Column of the item, for interactions.", defaultValue = "\"\"")
        String item,

        @Option(
                value =
                        "Column of the time, for interactions: a whole number that grows with time, or a timestamp or date."
                                + " Empty: there is no order.",
                defaultValue = "\"\"")
        String time,

        @Option(
                value =
                        "Column of a rating or count, or of the actions that data.actions lists, for interactions; empty: 1.",
                defaultValue = "\"\"")
        String value,

        @Option(
                value =
                        "What each action in the column `value` is worth, such as 1 for view and 5 for purchase; rows of"
                                + " other actions are left out. []: the column holds numbers.",
                defaultValue = "[]")
        List<ActionValue> actions,

        @Option(
                value = "Column of items that the user did not take instead, for interactions: a list, or a text with"
                        + " list-separator. They are the sequence `negatives` of each sample, which"
                        + " model.negative-sampling.column may name. Empty: none.",
                defaultValue = "\"\"")
        String negatives,

        @Option(value = "CSV: what stands between two fields.", defaultValue = "\",\"")
        String separator,

        @Option(
                value =
                        "Whether a row may take several lines: in CSV, line ends in quoted fields; in JSON, one object or a"
                                + " list of objects per file, written over any number of lines. One task reads each file.",
                defaultValue = "false")
        boolean multiLine,

        @Option(value = "Text that is a sequence: what stands between two of its values.", defaultValue = "\"|\"")
        String listSeparator)
        implements SourceOptions {

    /** How a table is stored. */
    public enum Format {
        PARQUET,
        CSV,
        JSON,
        ORC,
        TABLE
    }

    public TableOptions {
        actions = List.copyOf(actions);
        List<String> names = actions.stream().map(ActionValue::name).toList();
        Check.that(names.stream().distinct().count() == names.size(), "actions names one twice: %s", names);
        Check.that(
                actions.isEmpty() || !value.isEmpty(),
                "actions are %s, but value is empty; it names the column that holds them",
                names);
        boolean interactions = !user.isEmpty() && !item.isEmpty();
        boolean neither = user.isEmpty() && item.isEmpty() && time.isEmpty() && value.isEmpty() && negatives.isEmpty();
        Check.that(
                label.isEmpty() ? interactions : neither,
                "source table needs either a label, or a user and an item with time, value and negatives if there are"
                        + " any; label is '%s', user '%s', item '%s', time '%s', value '%s', negatives '%s'",
                label,
                user,
                item,
                time,
                value,
                negatives);
        Check.that(!separator.isEmpty(), "separator is empty");
        Check.that(!listSeparator.isEmpty(), "list-separator is empty");
        Check.that(
                !multiLine || format == Format.CSV || format == Format.JSON,
                "multi-line is true, but format is %s; allowed with it: csv, json",
                format.name().toLowerCase(Locale.ROOT));
    }

    /** Whether rows are examples with labels. */
    boolean hasLabel() {
        return !label.isEmpty();
    }
}
