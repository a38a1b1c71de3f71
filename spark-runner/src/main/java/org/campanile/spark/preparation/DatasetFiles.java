package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;

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
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStore;

/**
 * Writes the files of a data set from Spark tasks. The same rows give the same bytes, however many tasks there are.
 *
 * @param dataset the folder being written
 */
record DatasetFiles(FileStore dataset, Schema schema) {
    /** Entities of a file. */
    private static final int ENTITIES_PER_FILE = 1 << 20;

    /** Files are given to tasks by hash: with several tasks per file two files seldom wait for each other. */
    private static final int TASKS_PER_FILE = 4;

    /** Beyond so many tasks one per file is enough. */
    private static final int TASKS_LIMIT = 1024;

    /**
     * Writes a split in pseudo-random order.
     *
     * @param files number of files; one that would have no rows is not written
     */
    List<ShardInfo> samples(Dataset<Row> rows, Split split, int files) {
        Dataset<Row> placed = Splits.of(rows, split)
                .withColumn(
                        ShardTask.FILE, pmod(col(EncodedData.ORDER), lit(files)).cast("int"));
        List<String> order = new ArrayList<>(List.of(ShardTask.FILE, EncodedData.ORDER));
        schema.rowFeatures().forEach(feature -> order.add(feature.name()));
        order.add(EncodedData.LABEL);
        return write(placed, order, files, split.folder(), ShardTask.Content.SAMPLES);
    }

    /** Writes the features of users or items in the order of their indices. */
    List<ShardInfo> entities(Dataset<Row> rows, FeatureSide side, int size) {
        boolean users = side == FeatureSide.USER;
        Column file = floor(col(RawEntities.KEY).divide(lit(ENTITIES_PER_FILE))).cast("int");
        return write(
                rows.withColumn(ShardTask.FILE, file),
                List.of(ShardTask.FILE, RawEntities.KEY),
                (size - 1) / ENTITIES_PER_FILE + 1,
                users ? "users" : "items",
                users ? ShardTask.Content.USERS : ShardTask.Content.ITEMS);
    }

    /** Writes all vocabularies; returns their files by vocabulary. */
    Map<String, ShardInfo> vocabularies(VocabularyIndex index) {
        Map<String, ShardInfo> byPath = new TreeMap<>();
        List<String> order = List.of(VocabularyIndex.VOCABULARY, VocabularyIndex.INDEX);
        for (ShardInfo file : write(index.entries(), order, index.sizes().size(), new VocabularyTask(dataset.root()))) {
            byPath.put(file.path(), file);
        }
        Map<String, ShardInfo> files = new TreeMap<>();
        for (String vocabulary : index.sizes().keySet()) {
            files.put(vocabulary, byPath.get(VocabularyTask.path(vocabulary)));
        }
        return files;
    }

    private List<ShardInfo> write(
            Dataset<Row> rows, List<String> order, int files, String folder, ShardTask.Content content) {
        return write(rows, order, files, new ShardTask(dataset.root(), folder, json(schema), content));
    }

    /** Brings the rows of a file, which the first column of the order names, together; sorts and writes them. */
    private static List<ShardInfo> write(
            Dataset<Row> rows, List<String> order, int files, MapPartitionsFunction<Row, String> task) {
        Column[] columns = order.stream().map(name -> col(name)).toArray(Column[]::new);
        int tasks = Math.max(files, Math.min(files * TASKS_PER_FILE, TASKS_LIMIT));
        List<String> written = rows.repartition(tasks, columns[0])
                .sortWithinPartitions(columns)
                .mapPartitions(task, Encoders.STRING())
                .collectAsList();
        return written.stream()
                .map(DatasetFiles::shard)
                .sorted(Comparator.comparing(ShardInfo::path))
                .toList();
    }

    private static String json(Schema schema) {
        try {
            return new ObjectMapper().writeValueAsString(schema);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a schema is always JSON", failure);
        }
    }

    private static ShardInfo shard(String json) {
        try {
            return new ObjectMapper().readValue(json, ShardInfo.class);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a task returns JSON", failure);
        }
    }
}
