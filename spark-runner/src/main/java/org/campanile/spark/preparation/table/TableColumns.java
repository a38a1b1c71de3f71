package org.campanile.spark.preparation.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.campanile.core.config.TargetsConfiguration.Labels;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.spark.preparation.RawData;

/**
 * Columns of a table as the raw columns of a source. What cannot be converted gives the row a reason; conversions give null
 * then, whatever Spark's ANSI mode is.
 */
final class TableColumns {
    private final Dataset<Row> table;
    private final List<Column> converted = new ArrayList<>();
    private final List<Column> reasons = new ArrayList<>();

    TableColumns(Dataset<Row> table) {
        this.table = table;
        reasons.add(named(RawData.REASON));
    }

    /** The columns that were added, with {@link RawData#REASON} and {@link RawData#RAW}. */
    Dataset<Row> rows() {
        Column reason = coalesce(reasons.toArray(Column[]::new));
        List<Column> columns = new ArrayList<>(converted);
        columns.add(reason.as(RawData.REASON));
        columns.add(when(reason.isNotNull(), named(RawData.RAW)).as(RawData.RAW));
        return table.select(columns.toArray(Column[]::new));
    }

    /** Adds a value that is the same in all rows. */
    void constant(Column value, String name) {
        converted.add(value.as(name));
    }

    /** Adds a text that must not be empty: {@code empty-NAME}. */
    void key(String column, String name) {
        Column text = named(column).cast(DataTypes.StringType);
        reasons.add(when(text.isNull().or(text.equalTo("")), lit("empty-" + name)));
        converted.add(text.as(name));
    }

    /**
     * Adds a label: {@code empty-label}, and {@code label-not-0-or-1}, {@code label-not-a-class} or
     * {@code label-not-a-number}.
     */
    void label(String column, String name, Labels labels) {
        Column number = tried(column, "float");
        Column wrong = number.isNull();
        String reason = switch (labels) {
            case BINARY -> {
                wrong = wrong.or(not(number.isin(0f, 1f)));
                yield "label-not-0-or-1";
            }
            case CLASS -> {
                wrong = wrong.or(number.lt(0f)).or(number.notEqual(functions.floor(number)));
                yield "label-not-a-class";
            }
            case NUMBER -> {
                wrong = wrong.or(number.isNaN()).or(functions.abs(number).equalTo(Float.POSITIVE_INFINITY));
                yield "label-not-a-number";
            }
        };
        reasons.add(when(isEmpty(column), lit("empty-label")).when(wrong, lit(reason)));
        converted.add(number.as(name));
    }

    /** Adds a further label or a weight under its own name, null where it is empty; what is no number becomes NaN. */
    void target(String column) {
        Column number = coalesce(tried(column, "float"), lit(Float.NaN));
        converted.add(when(not(isEmpty(column)), number).as(column));
    }

    /**
     * Adds the weights of a sequence, an ARRAY of FLOAT as long as the sequence; without any all are 1.
     * {@code wrong-weights-NAME} when there are more or fewer, or one is no finite number of at least 0.
     */
    void weights(String sequence, String column, String listSeparator) {
        Column values = sequence(sequence, listSeparator);
        Column given = numbers(column, listSeparator);
        Column wrong = functions.exists(
                given,
                weight -> weight.isNull()
                        .or(weight.isNaN())
                        .or(weight.lt(0f))
                        .or(weight.equalTo(Float.POSITIVE_INFINITY)));
        reasons.add(when(
                given.isNotNull().and(wrong.or(not(functions.size(given).equalTo(functions.size(values))))),
                lit("wrong-weights-" + sequence)));
        Column ones = functions.array_repeat(lit(1f), functions.size(values));
        converted.add(when(values.isNotNull(), coalesce(given, ones)).as(column));
    }

    /** Adds a number that must be there, FLOAT: {@code empty-NAME}, {@code non-numeric-NAME}. */
    void number(String column, String name) {
        addRequired(column, name, tried(column, "float"), "float");
    }

    /** Adds what the action in a column is worth, FLOAT: {@code empty-NAME}, and {@code other-action} for one that is not listed. */
    void action(String column, String name, List<ActionValue> actions) {
        Column text = trim(named(column).cast(DataTypes.StringType));
        Column value = lit(null).cast(DataTypes.FloatType);
        for (ActionValue action : actions) {
            value = when(text.equalTo(action.name()), lit((float) action.value()))
                    .otherwise(value);
        }
        reasons.add(when(isEmpty(column), lit("empty-" + name)).when(value.isNull(), lit("other-action")));
        converted.add(value.as(name));
    }

    /** Adds a time as a LONG, of timestamps the microseconds: {@code empty-NAME}, {@code non-numeric-NAME}. */
    void time(String column, String name) {
        DataType type = type(column);
        boolean calendar = type.equals(DataTypes.TimestampType)
                || type.equals(DataTypes.DateType)
                || type.equals(DataTypes.TimestampNTZType);
        Column time =
                calendar ? functions.unix_micros(named(column).cast(DataTypes.TimestampType)) : tried(column, "bigint");
        addRequired(column, name, time, "bigint");
    }

    /** Adds a feature under its own name: {@code non-numeric-NAME} for a number that is none. */
    void feature(Feature feature, String listSeparator) {
        String name = feature.name();
        if (feature instanceof DenseFeature) {
            Column number = tried(name, "float");
            reasons.add(when(not(isEmpty(name)).and(number.isNull()), lit("non-numeric-" + name)));
            converted.add(number.as(name));
        } else if (feature instanceof SequenceFeature) {
            converted.add(sequence(name, listSeparator).as(name));
        } else {
            converted.add(named(name).cast(DataTypes.StringType).as(name));
        }
    }

    /** Adds a list of texts under another name; null where there is none. */
    void list(String column, String listSeparator, String name) {
        converted.add(sequence(column, listSeparator).as(name));
    }

    private void addRequired(String column, String name, Column value, String type) {
        reasons.add(when(isEmpty(column), lit("empty-" + name)).when(value.isNull(), lit("non-numeric-" + name)));
        converted.add(value.cast(type).as(name));
    }

    private Column sequence(String column, String listSeparator) {
        if (type(column) instanceof ArrayType) {
            return named(column).cast(DataTypes.createArrayType(DataTypes.StringType));
        }
        Column text = named(column).cast(DataTypes.StringType);
        return when(text.notEqual(""), split(text, Pattern.quote(listSeparator)));
    }

    /** A list of numbers, null where a value is none. */
    private Column numbers(String column, String listSeparator) {
        String list = type(column) instanceof ArrayType
                ? quoted(column)
                : "split(nullif(cast(" + quoted(column) + " as string), ''), " + literal(Pattern.quote(listSeparator))
                        + ")";
        return expr("transform(" + list + ", weight -> try_cast(cast(weight as string) as float))");
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private Column isEmpty(String column) {
        Column value = named(column);
        return type(column) instanceof StringType
                ? value.isNull().or(trim(value).equalTo(""))
                : value.isNull();
    }

    private DataType type(String column) {
        return table.schema().apply(column).dataType();
    }

    private static Column tried(String column, String type) {
        return expr("try_cast(" + quoted(column) + " as " + type + ")");
    }

    private static Column named(String column) {
        return functions.col(quoted(column));
    }

    private static String quoted(String column) {
        return "`" + column.replace("`", "``") + "`";
    }
}
