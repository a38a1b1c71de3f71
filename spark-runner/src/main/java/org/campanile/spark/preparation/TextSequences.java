package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Lists of texts to lists of vocabulary indices. Each different list is looked up once, and rows find theirs by its
 * contents: nothing else of a row identifies it.
 */
record TextSequences(VocabularyIndex index) {
    /** Replaces an ARRAY of STRING by an ARRAY of INT, by a join; null becomes an empty one. */
    Dataset<Row> join(Dataset<Row> rows, String column, String vocabulary) {
        Column texts = Columns.named(column);
        Dataset<Row> elements = rows.select(texts.as("_texts"))
                .filter(size(col("_texts")).gt(0))
                .distinct()
                .select(col("_texts"), posexplode(col("_texts")).as(new String[] {"_position", "_element"}));
        Dataset<Row> lists = index.join(elements, "_element", vocabulary)
                .groupBy("_texts")
                .agg(sort_array(collect_list(struct(col("_position"), col("_element"))))
                        .getField("_element")
                        .as("_indices"));
        return rows.join(lists, texts.equalTo(col("_texts")), "left")
                .withColumn(column, coalesce(col("_indices"), array().cast("array<int>")))
                .drop("_texts", "_indices");
    }
}
