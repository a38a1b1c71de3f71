package org.campanile.spark.preparation;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows as texts, for comparing them with what a test expects. */
public final class RowTexts {
    private RowTexts() {}

    /** Each row's values with commas between them, lists as {@code [a;b]}. */
    public static List<String> of(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(RowTexts::of).toList();
    }

    private static String of(Row row) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            boolean list = row.schema().fields()[column].dataType().typeName().equals("array") && !row.isNullAt(column);
            Object value = list ? "[" + String.join(";", row.<String>getList(column)) + "]" : row.get(column);
            text.append(column == 0 ? "" : ",").append(value);
        }
        return text.toString();
    }
}
