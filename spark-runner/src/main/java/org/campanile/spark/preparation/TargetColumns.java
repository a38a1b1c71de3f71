package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.config.TargetsConfiguration;
import org.campanile.core.config.TargetsConfiguration.MissingLabels;
import org.campanile.core.schema.Targets;

/**
 * Further labels and the weight of samples: columns of the raw rows.
 *
 * @param options {@code data.targets}
 * @param allowed columns that may be named
 */
record TargetColumns(TargetsConfiguration options, Set<String> allowed) {
    TargetColumns {
        allowed = Set.copyOf(allowed);
        List<String> named = new ArrayList<>(options.furtherLabels());
        if (!options.weight().isEmpty()) {
            named.add(options.weight());
        }
        for (String column : named) {
            if (!allowed.contains(column)) {
                throw new CampanileException("data.targets names the column " + column + "; allowed here: "
                        + (allowed.isEmpty()
                                ? "none"
                                : String.join(", ", allowed.stream().sorted().toList()))
                        + ".");
            }
        }
    }

    /** What a sample has: the label, the further ones and the weight. */
    Targets targets() {
        List<String> labels = new ArrayList<>(List.of(EncodedData.LABEL));
        labels.addAll(options.furtherLabels());
        return new Targets(labels, options.weight().isEmpty() ? null : options.weight());
    }

    /** Names of the columns beside the first label. */
    List<String> further() {
        return targets().columns().stream()
                .filter(name -> !name.equals(EncodedData.LABEL))
                .toList();
    }

    /**
     * Gives rows without a number in one of the columns a reason: {@code empty-NAME}, {@code not-finite-NAME}, and
     * {@code negative-NAME} for a weight. Labels that may be missing become NaN where they are.
     */
    Dataset<Row> checked(Dataset<Row> rows) {
        Dataset<Row> found = withReasons(rows);
        for (String name : further()) {
            if (mayBeMissing(name)) {
                found = found.withColumn(name, coalesce(Columns.named(name), lit(Float.NaN)));
            }
        }
        return found;
    }

    private boolean mayBeMissing(String name) {
        return options.missingLabels() == MissingLabels.KEEP && !name.equals(options.weight());
    }

    private Dataset<Row> withReasons(Dataset<Row> rows) {
        List<Column> reasons = new ArrayList<>(List.of(col(RawData.REASON)));
        for (String name : further()) {
            Column value = Columns.named(name).cast("double");
            Column reason = when(value.isNull(), lit(mayBeMissing(name) ? null : "empty-" + name))
                    .when(
                            value.isNaN()
                                    .or(value.equalTo(Double.POSITIVE_INFINITY))
                                    .or(value.equalTo(Double.NEGATIVE_INFINITY)),
                            lit("not-finite-" + name));
            reasons.add(name.equals(options.weight()) ? reason.when(value.lt(0), lit("negative-" + name)) : reason);
        }
        if (reasons.size() == 1) {
            return rows;
        }
        Column reason = coalesce(reasons.toArray(Column[]::new));
        Column text = to_json(struct(rows.drop(RawData.REASON, RawData.RAW).col("*")));
        return rows.withColumn("_reason", reason)
                .withColumn(RawData.RAW, when(col("_reason").isNotNull(), coalesce(col(RawData.RAW), text)))
                .drop(RawData.REASON)
                .withColumnRenamed("_reason", RawData.REASON);
    }
}
