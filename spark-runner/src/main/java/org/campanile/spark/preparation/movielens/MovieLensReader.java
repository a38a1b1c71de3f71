package org.campanile.spark.preparation.movielens;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawEntities;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.LineParser;
import org.campanile.spark.preparation.text.RawFolder;
import org.campanile.spark.preparation.text.TextFile;

/**
 * The rows of a MovieLens folder.
 *
 * @param options how many tags become features
 */
record MovieLensReader(SparkSession spark, RawFolder folder, MovieLensLayout layout, MovieLensOptions options) {
    static final StructType MOVIE = new StructType()
            .add(RawEntities.KEY, DataTypes.StringType)
            .add("genres", DataTypes.createArrayType(DataTypes.StringType))
            .add("year", DataTypes.StringType)
            .add(RawData.REASON, DataTypes.StringType)
            .add(RawData.RAW, DataTypes.StringType);

    static final StructType USER = new StructType()
            .add(RawEntities.KEY, DataTypes.StringType)
            .add("gender", DataTypes.StringType)
            .add("age", DataTypes.StringType)
            .add("occupation", DataTypes.StringType)
            .add("zip", DataTypes.StringType)
            .add(RawData.REASON, DataTypes.StringType)
            .add(RawData.RAW, DataTypes.StringType);

    /** All ratings as interactions, ties of time broken by the movie's number. */
    Dataset<Row> ratings() {
        return file(layout.ratingsFile(), layout.ratingsFormat())
                .rows(spark, RawInteractions.SCHEMA, MovieLensLines.ratings());
    }

    /** Movies with genres, year and, if wanted, tags; and users where the layout has them. */
    List<RawEntities> entities() {
        List<RawEntities> entities = new ArrayList<>();
        users().ifPresent(entities::add);
        entities.add(movies());
        return entities;
    }

    private RawEntities movies() {
        LineParser parser = layout.isHundredThousand() ? MovieLensLines.flaggedMovies() : MovieLensLines.movies();
        List<Feature> features = new ArrayList<>();
        features.add(new SequenceFeature("genres", FeatureSide.ITEM, "genres"));
        features.add(new CategoricalFeature("year", FeatureSide.ITEM, "year"));
        Dataset<Row> rows = file(layout.moviesFile(), layout.moviesFormat()).rows(spark, MOVIE, parser);
        if (options.tags() > 0) {
            features.add(new SequenceFeature(MovieTags.TAGS, FeatureSide.ITEM, MovieTags.TAGS));
            rows = new MovieTags(options.tags()).addTo(rows, tagRows());
        }
        if (options.genomeTags() > 0) {
            features.add(new SequenceFeature(GenomeTags.TAGS, FeatureSide.ITEM, GenomeTags.TAGS));
            rows = new GenomeTags(options.genomeTags()).addTo(rows, genomeScores(), genomeTags());
        }
        return new RawEntities(FeatureSide.ITEM, features, rows);
    }

    private Dataset<Row> tagRows() {
        return file(layout.tagsFile().orElseThrow(), layout.ratingsFormat())
                .rows(spark, MovieTags.TAG_ROWS, MovieLensLines.tags());
    }

    private Dataset<Row> genomeScores() {
        return file(GenomeTags.SCORES_FILE, MovieLensLayout.csv(3))
                .rows(spark, GenomeTags.SCORE_ROWS, GenomeTags.scores());
    }

    private Dataset<Row> genomeTags() {
        return file(GenomeTags.TAGS_FILE, MovieLensLayout.csv(2)).rows(spark, GenomeTags.TAG_ROWS, GenomeTags.tags());
    }

    private Optional<RawEntities> users() {
        LineParser parser =
                layout.isHundredThousand() ? MovieLensLines.usersAgeFirst() : MovieLensLines.usersGenderFirst();
        return layout.usersFile()
                .map(name -> new RawEntities(
                        FeatureSide.USER,
                        List.of(user("gender"), user("age"), user("occupation"), user("zip")),
                        file(name, layout.usersFormat()).rows(spark, USER, parser)));
    }

    private static CategoricalFeature user(String name) {
        return new CategoricalFeature(name, FeatureSide.USER, name);
    }

    private TextFile file(String name, LineFormat format) {
        return new TextFile(folder.location(name), format);
    }
}
