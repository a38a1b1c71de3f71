package org.campanile.spark.evaluation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
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
public final class UserInteractions {
    /** Indices of users, from 1 on. */
    public static final String USER = "user";

    static final String ITEM = "item";

    /** The items that a user has interacted with, positively or not (array of int). */
    public static final String SEEN = "seen";

    /** The items that a user took, the newest last (array of int); null where the data set has no histories. */
    public static final String HISTORY = "history";

    private static final String LABEL = "label";
    private static final String TAKEN = "taken";
    private static final String RELEVANT = "relevant";
    private static final String HISTORIES = "histories";
    private static final String PART = "part";

    private final SparkSession spark;
    private final PreparedDataset dataset;

    public UserInteractions(SparkSession spark, PreparedDataset dataset) {
        this.spark = spark;
        this.dataset = dataset;
    }

    /**
     * The users with at least one positive interaction in {@code split}, except the unknown one; rows for {@link #query}.
     *
     * @param known      parts of which users' positive interactions are known, and count as seen, together with others
     * @param seen       whether anything counts as seen
     * @param partitions number of partitions, by user
     */
    Dataset<Row> of(Split split, List<Split> known, SeenItems seen, int partitions) {
        Column none = lit(null).cast("int");
        Dataset<Row> interactions = interactions(split)
                .filter(col(LABEL).gt(0))
                .select(col(USER), none.as(SEEN), none.as(TAKEN), col(ITEM).as(RELEVANT), col(HISTORIES));
        Column seenItem = seen == SeenItems.EXCLUDED ? col(ITEM) : none;
        for (Split part : known) {
            if (dataset.samples(part) > 0) {
                interactions = interactions.union(interactions(part)
                        .select(col(USER), seenItem, when(col(LABEL).gt(0), col(ITEM)), none, lit(null)));
            }
        }
        return interactions
                .repartition(partitions, col(USER))
                .groupBy(col(USER))
                .agg(
                        collect_list(col(SEEN)).as(SEEN),
                        collect_list(col(TAKEN)).as(TAKEN),
                        collect_list(col(RELEVANT)).as(RELEVANT),
                        collect_list(col(HISTORIES)).as(HISTORIES))
                .filter(size(col(RELEVANT)).gt(0));
    }

    /** What becomes of the items that a user has interacted with before. */
    enum SeenItems {
        EXCLUDED,
        CANDIDATES
    }

    /** The query of a row of {@link #of}. */
    static RankingQuery query(Row row) {
        List<Integer> relevant = row.getList(3);
        List<Seq<Integer>> histories = row.getList(4);
        return new RankingQuery(row.getInt(0), known(histories, relevant), ints(row.getList(1)), ints(relevant))
                .taken(ints(row.getList(2)));
    }

    /**
     * All that is known of each user by the end of the data: columns {@link #USER}, {@link #SEEN} and {@link #HISTORY}. The
     * history is that of the sample of the latest part whose own history is longest, with the sample's item if it is
     * positive.
     */
    public Dataset<Row> known() {
        Column positive = when(col(LABEL).gt(0), array(col(ITEM))).otherwise(array().cast("array<int>"));
        List<Split> parts = List.of(Split.TRAIN, Split.HISTORY, Split.VALIDATION, Split.TEST);
        Dataset<Row> all = parts.stream()
                .filter(part -> dataset.samples(part) > 0)
                .map(part -> interactions(part).withColumn(PART, lit(parts.indexOf(part))))
                .reduce(Dataset::union)
                .orElseThrow(() -> new CampanileException(
                        "The data set in " + dataset.store().root() + " has no samples: prepare it again."));
        return all.groupBy(col(USER))
                .agg(
                        collect_set(col(ITEM)).as(SEEN),
                        max_by(concat(col(HISTORIES), positive), struct(col(PART), size(col(HISTORIES))))
                                .as(HISTORY));
    }

    /** The pairs of user and item of the positive training rows, columns {@code user} and {@code item}, both known. */
    Dataset<Row> training() {
        return interactions(Split.TRAIN)
                .filter(col(LABEL).gt(0).and(col(ITEM).gt(0)))
                .select(col(USER), col(ITEM));
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

    private Dataset<Row> interactions(Split split) {
        List<String> paths = new ArrayList<>();
        for (ShardInfo shard : dataset.manifest().shards(split)) {
            paths.add(Locations.pattern(dataset.store().root() + "/" + shard.path()));
        }
        return spark.read()
                .parquet(paths.toArray(new String[0]))
                .select(
                        column(FeatureSide.USER).as(USER),
                        column(FeatureSide.ITEM).as(ITEM),
                        column(dataset.schema().targets().labels().get(0)).as(LABEL),
                        history().as(HISTORIES))
                .filter(col(USER).gt(0));
    }

    private Column column(FeatureSide side) {
        return column(dataset.schema().key(side));
    }

    private static Column column(Feature feature) {
        return column(feature.name());
    }

    private static Column column(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }

    /** What each sample's user took before; null where the data set has no histories. */
    private Column history() {
        return dataset.schema()
                .history()
                .map(UserInteractions::column)
                .orElse(lit(null).cast("array<int>"));
    }
}
