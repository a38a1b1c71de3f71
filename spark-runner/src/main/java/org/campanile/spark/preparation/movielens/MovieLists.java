package org.campanile.spark.preparation.movielens;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawEntities;

/** Lists of texts per movie, from rows of a movie and a text. */
final class MovieLists {
    private MovieLists() {}

    /**
     * One row per movie: its key, and the first texts as an ARRAY of STRING.
     *
     * @param order of a movie's rows; tells all of them apart
     * @param text  column of the texts
     * @param limit most texts of a movie
     * @param name  of the column that is made
     */
    static Dataset<Row> of(Dataset<Row> rows, List<Column> order, String text, int limit, String name) {
        WindowSpec movie = Window.partitionBy(RawEntities.KEY).orderBy(order.toArray(Column[]::new));
        Column list = sort_array(collect_list(struct(col("_place"), col(text))));
        return rows.withColumn("_place", row_number().over(movie))
                .filter(col("_place").leq(limit))
                .groupBy(RawEntities.KEY)
                .agg(list.getField(text).as(name));
    }

    /** Adds the lists to movies; movies that have a list and no row of their own get one. */
    static Dataset<Row> join(Dataset<Row> movies, Dataset<Row> lists) {
        Dataset<Row> renamed = lists.withColumnRenamed(RawEntities.KEY, "_movie");
        return movies.join(renamed, col(RawEntities.KEY).equalTo(col("_movie")), "full_outer")
                .withColumn(RawEntities.KEY, coalesce(col(RawEntities.KEY), col("_movie")))
                .drop("_movie");
    }

    /** Adds the rejected rows of another file, with a prefix before their reasons, to those of movies. */
    static Dataset<Row> withRejected(Dataset<Row> movies, Dataset<Row> other, String prefix) {
        Dataset<Row> rejected = other.filter(col(RawData.REASON).isNotNull())
                .select(concat(lit(prefix), col(RawData.REASON)).as(RawData.REASON), col(RawData.RAW));
        return movies.unionByName(rejected, true);
    }
}
