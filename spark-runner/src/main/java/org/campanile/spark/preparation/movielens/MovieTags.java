package org.campanile.spark.preparation.movielens;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawEntities;

/**
 * The tags of movies: of each its most frequent ones, then by their text.
 *
 * @param limit most tags of a movie, at least 1
 */
record MovieTags(int limit) {
    /** The name of the feature, and of its column in the rows of movies. */
    static final String TAGS = "tags";

    private static final String TAG = "tag";

    /** The columns of a row per tag that a user gave a movie. */
    static final StructType TAG_ROWS = new StructType()
            .add(RawEntities.KEY, DataTypes.StringType)
            .add(TAG, DataTypes.StringType)
            .add(RawData.REASON, DataTypes.StringType)
            .add(RawData.RAW, DataTypes.StringType);

    /**
     * Adds the column {@link #TAGS}. Movies that have tags and no row of their own get one. Rejected rows of tags become
     * rejected rows of movies, with {@code tag-} before their reasons, so that they are counted with them.
     */
    Dataset<Row> addTo(Dataset<Row> movies, Dataset<Row> given) {
        return MovieLists.withRejected(MovieLists.join(movies, lists(given)), given, "tag-");
    }

    /** One row per movie: key and tags, ARRAY of STRING. */
    private Dataset<Row> lists(Dataset<Row> given) {
        Dataset<Row> counted = given.filter(col(RawData.REASON).isNull())
                .groupBy(RawEntities.KEY, TAG)
                .agg(count(lit(1)).as("_count"));
        return MovieLists.of(counted, List.of(col("_count").desc(), col(TAG)), TAG, limit, TAGS);
    }
}
