package org.campanile.spark.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.evaluation.RankingQuery;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.Split;
import org.campanile.spark.preparation.Locations;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** What each user has seen, took before and is to be offered, out of the shards, by one shuffle. */
final class UserInteractions {
    private static final String USER = "user";
    private static final String SEEN = "seen";
    private static final String RELEVANT = "relevant";
    private static final String HISTORIES = "histories";

    private final SparkSession spark;
    private final PreparedDataset dataset;

    UserInteractions(SparkSession spark, PreparedDataset dataset) {
        this.spark = spark;
        this.dataset = dataset;
    }

    /**
     * The users with at least one positive interaction in {@code split}, except the unknown one; rows for {@link #query}.
     *
     * @param seenIn     parts whose interactions, positive or not, count as seen
     * @param partitions number of partitions, by user
     */
    Dataset<Row> of(Split split, List<Split> seenIn, int partitions) {
        Dataset<Row> interactions = interactions(split, col("label").gt(0))
                .select(col(USER), lit(null).cast("int").as(SEEN), col(RELEVANT), col(HISTORIES));
        for (Split part : seenIn) {
            if (dataset.samples(part) > 0) {
                interactions = interactions.union(interactions(part, lit(true))
                        .select(col(USER), col(RELEVANT).as(SEEN), lit(null).cast("int"), lit(null)));
            }
        }
        return interactions
                .repartition(partitions, col(USER))
                .groupBy(col(USER))
                .agg(
                        collect_list(col(SEEN)).as(SEEN),
                        collect_list(col(RELEVANT)).as(RELEVANT),
                        collect_list(col(HISTORIES)).as(HISTORIES))
                .filter(size(col(RELEVANT)).gt(0));
    }

    /** The query of a row of {@link #of}. */
    static RankingQuery query(Row row) {
        List<Integer> relevant = row.getList(2);
        List<Seq<Integer>> histories = row.getList(3);
        return new RankingQuery(row.getInt(0), known(histories, relevant), ints(row.getList(1)), ints(relevant));
    }

    /**
     * What was known of the user before the first of the relevant items. The histories of later ones hold earlier ones,
     * which are to be found too.
     */
    private static int[] known(List<Seq<Integer>> histories, List<Integer> relevant) {
        Set<Integer> answers = new HashSet<>(relevant);
        return histories.stream()
                .map(history -> JavaConverters.seqAsJavaList(history))
                .min(Comparator.comparingLong(
                        history -> history.stream().filter(answers::contains).count()))
                .map(UserInteractions::ints)
                .orElse(new int[0]);
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private Dataset<Row> interactions(Split split, Column condition) {
        List<String> paths = new ArrayList<>();
        for (ShardInfo shard : dataset.manifest().shards(split)) {
            paths.add(Locations.pattern(dataset.store().root() + "/" + shard.path()));
        }
        return spark.read()
                .parquet(paths.toArray(new String[0]))
                .filter(condition)
                .select(
                        column(FeatureSide.USER).as(USER),
                        column(FeatureSide.ITEM).as(RELEVANT),
                        history().as(HISTORIES))
                .filter(col(USER).gt(0));
    }

    private Column column(FeatureSide side) {
        return column(dataset.schema().key(side));
    }

    private static Column column(Feature feature) {
        return col("`" + feature.name().replace("`", "``") + "`");
    }

    /** What each sample's user took before; null where the data set has no histories. */
    private Column history() {
        return dataset.schema()
                .history()
                .map(UserInteractions::column)
                .orElse(lit(null).cast("array<int>"));
    }
}
