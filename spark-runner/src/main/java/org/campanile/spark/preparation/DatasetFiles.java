package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.shiftleft;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStore;

/**
 * Writes the files of a data set from Spark tasks. The same rows give the same bytes, however many tasks there are.
 *
 * @param dataset the folder being written
 */
record DatasetFiles(FileStore dataset, Schema schema) {
    /** STRING: path of the file that a row goes to. */
    static final String FILE = "_file";

    private static final String PLACE = "_place";

    /** Entities of a file. */
    private static final int ENTITIES_PER_FILE = 1 << 20;

    /** Files are given to tasks by hash: with several tasks per file two files seldom wait for each other. */
    private static final int TASKS_PER_FILE = 2;

    /** Of a file's number in its name; there are fewer files than such numbers. */
    private static final int NUMBER_DIGITS = 5;

    /** Of a row's order, in the column that rows are first sorted by; the other 24 bits are the file's. */
    private static final int LEADING_BITS = 40;

    /**
     * Writes all splits in pseudo-random order.
     *
     * @param trainFiles   number of files of the training part; one that would have no rows is not written
     * @param heldOutFiles number of files of validation, of test, and of history
     */
    List<ShardInfo> samples(Dataset<Row> rows, int trainFiles, int heldOutFiles) {
        Column split = col(Splits.SPLIT);
        Column files = when(split.equalTo(Split.TRAIN.folder()), lit((long) trainFiles))
                .otherwise(lit((long) heldOutFiles));
        Column number = pmod(col(EncodedData.ORDER), files);
        List<Column> values = new ArrayList<>();
        schema.rowFeatures().forEach(feature -> {
            values.add(Columns.named(feature.name()));
            if (feature instanceof SequenceFeature sequence && sequence.isWeighted()) {
                values.add(Columns.named(sequence.weightsColumn()));
            }
        });
        schema.targets().columns().forEach(target -> values.add(Columns.named(target)));
        List<Column> columns = new ArrayList<>(values);
        columns.addAll(
                List.of(path(split, number).as(FILE), place(split, number).as(PLACE), col(EncodedData.ORDER)));
        List<Column> order = new ArrayList<>(List.of(col(PLACE), col(EncodedData.ORDER)));
        order.addAll(values);
        Dataset<Row> placed = rows.select(columns.toArray(Column[]::new));
        return write(placed, order, trainFiles + 3 * heldOutFiles, task(ShardTask.Content.SAMPLES, placed));
    }

    /**
     * A number that is another one for each file and, within a file, rises with the leading bits of a row's order: Spark
     * sorts by the first column's bits, and compares rows column by column only where it leaves them equal.
     */
    private static Column place(Column split, Column number) {
        List<Split> parts = List.of(Split.values());
        Column file = number.multiply(lit((long) parts.size()));
        for (int place = 0; place < parts.size(); place++) {
            file = file.plus(when(split.equalTo(parts.get(place).folder()), lit((long) place))
                    .otherwise(lit(0L)));
        }
        Column unsigned = col(EncodedData.ORDER).bitwiseXOR(lit(Long.MIN_VALUE));
        return shiftleft(file, LEADING_BITS).plus(shiftrightunsigned(unsigned, Long.SIZE - LEADING_BITS));
    }

    /** Writes the features of users or items in the order of their indices. */
    List<ShardInfo> entities(Dataset<Row> rows, FeatureSide side, int size) {
        boolean users = side == FeatureSide.USER;
        Column number = floor(col(RawEntities.KEY).divide(lit(ENTITIES_PER_FILE)));
        return write(
                rows.withColumn(FILE, path(lit(users ? "users" : "items"), number)),
                List.of(col(FILE), col(RawEntities.KEY)),
                (size - 1) / ENTITIES_PER_FILE + 1,
                task(users ? ShardTask.Content.USERS : ShardTask.Content.ITEMS, rows));
    }

    /** Writes all vocabularies; returns their files by vocabulary. */
    Map<String, ShardInfo> vocabularies(VocabularyIndex index) {
        List<ShardInfo> written = write(
                index.entries()
                        .withColumn(FILE, concat(lit("vocabulary/"), col(VocabularyIndex.VOCABULARY), lit(".parquet"))),
                List.of(col(FILE), col(VocabularyIndex.INDEX)),
                index.sizes().size(),
                new VocabularyTask(dataset.root()));
        Map<String, ShardInfo> files = new TreeMap<>();
        for (ShardInfo file : written) {
            files.put(file.path().replaceAll("^vocabulary/|\\.parquet$", ""), file);
        }
        return files;
    }

    private static Column path(Column folder, Column number) {
        return concat(folder, lit("/part-"), lpad(number.cast("string"), NUMBER_DIGITS, "0"), lit(".parquet"));
    }

    private ShardTask task(ShardTask.Content content, Dataset<Row> rows) {
        try {
            return new ShardTask(
                    dataset.root(), new ObjectMapper().writeValueAsString(schema), content, List.of(rows.columns()));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a schema is always JSON", failure);
        }
    }

    /**
     * Brings the rows of each file together, sorts and writes them.
     *
     * @param order of the rows, those of a file together
     * @param files how many there are; of vocabularies none where all values are hashed
     */
    private static List<ShardInfo> write(
            Dataset<Row> rows, List<Column> order, int files, MapPartitionsFunction<Row, String> task) {
        if (files == 0) {
            return List.of();
        }
        List<String> written = rows.repartition(files * TASKS_PER_FILE, col(FILE))
                .sortWithinPartitions(order.toArray(Column[]::new))
                .mapPartitions(task, Encoders.STRING())
                .collectAsList();
        return written.stream()
                .map(DatasetFiles::shard)
                .sorted(Comparator.comparing(ShardInfo::path))
                .toList();
    }

    private static ShardInfo shard(String json) {
        try {
            return new ObjectMapper().readValue(json, ShardInfo.class);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a task returns JSON", failure);
        }
    }
}
