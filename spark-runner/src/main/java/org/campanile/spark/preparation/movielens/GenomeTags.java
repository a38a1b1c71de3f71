package org.campanile.spark.preparation.movielens;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawEntities;
import org.campanile.spark.preparation.text.LineParser;

/**
 * The tag genome (Vig, Sen and Riedl: The Tag Genome, ACM TiiS 2(3), 2012), which says of each movie and each of a thousand
 * tags how relevant the tag is: of each movie the most relevant ones, then by their text.
 *
 * @param limit most tags of a movie, at least 1
 */
record GenomeTags(int limit) {
    /** The name of the feature, and of its column in the rows of movies. */
    static final String TAGS = "genome_tags";

    static final String SCORES_FILE = "genome-scores.csv";
    static final String TAGS_FILE = "genome-tags.csv";

    private static final String NUMBER = "number";
    private static final String TAG = "tag";
    private static final String RELEVANCE = "relevance";

    /** The columns of a row per movie and tag. */
    static final StructType SCORE_ROWS = new StructType()
            .add(RawEntities.KEY, DataTypes.StringType)
            .add(NUMBER, DataTypes.LongType)
            .add(RELEVANCE, DataTypes.FloatType)
            .add(RawData.REASON, DataTypes.StringType)
            .add(RawData.RAW, DataTypes.StringType);

    /** The columns of a row per tag. */
    static final StructType TAG_ROWS = new StructType()
            .add(NUMBER, DataTypes.LongType)
            .add(TAG, DataTypes.StringType)
            .add(RawData.REASON, DataTypes.StringType)
            .add(RawData.RAW, DataTypes.StringType);

    /** movie, number of the tag, relevance. */
    static LineParser scores() {
        return fields -> new Object[] {
            Long.toString(fields.integer(0, "item")), fields.integer(1, TAG), fields.number(2, RELEVANCE)
        };
    }

    /** number, tag. */
    static LineParser tags() {
        return fields -> new Object[] {fields.integer(0, NUMBER), fields.identifier(1, TAG)};
    }

    /**
     * Adds the column {@link #TAGS}. Movies that have tags and no row of their own get one. Rejected rows of both files become
     * rejected rows of movies, with {@code genome-score-} and {@code genome-tag-} before their reasons.
     */
    Dataset<Row> addTo(Dataset<Row> movies, Dataset<Row> scores, Dataset<Row> tags) {
        Dataset<Row> named =
                tags.filter(col(RawData.REASON).isNull()).select(col(NUMBER).as("_number"), col(TAG));
        Dataset<Row> known = scores.filter(col(RawData.REASON).isNull())
                .join(named, col(NUMBER).equalTo(col("_number")));
        Dataset<Row> lists = MovieLists.of(known, List.of(col(RELEVANCE).desc(), col(TAG)), TAG, limit, TAGS);
        Dataset<Row> joined = MovieLists.join(movies, lists);
        return MovieLists.withRejected(MovieLists.withRejected(joined, scores, "genome-score-"), tags, "genome-tag-");
    }
}
