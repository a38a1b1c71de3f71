package org.campanile.spark.preparation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.ShardKind;
import org.campanile.core.shard.ShardWriter;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;

/**
 * Writes the rows of a partition, sorted by file, to Parquet files, and returns each file's description as JSON. A task
 * that runs twice writes the same bytes to the same files.
 *
 * @param dataset location of the data set
 * @param schema  the data set's schema as JSON
 * @param content what is written: samples, or the entities of a side
 * @param fields  names of the first columns of the rows, all features among them
 */
record ShardTask(String dataset, String schema, Content content, List<String> fields)
        implements MapPartitionsFunction<Row, String> {
    /**
     * Rows of a row group, in samples and in entities. With fewer, reading spends more on the pages' headers and
     * compression tables; with more, a reader of several lanes holds more in memory and is no faster.
     */
    static final int ROWS_PER_GROUP = 1 << 14;

    private static final long serialVersionUID = 1L;

    /** What the rows of a file are. */
    enum Content {
        SAMPLES,
        USERS,
        ITEMS;

        ShardKind kind() {
            return this == SAMPLES ? ShardKind.SAMPLES : ShardKind.ENTITIES;
        }

        ColumnSet columns(Schema schema) {
            return switch (this) {
                case SAMPLES -> ColumnSet.ofSamples(schema);
                case USERS -> ColumnSet.of(schema.entityFeatures(FeatureSide.USER));
                case ITEMS -> ColumnSet.of(schema.entityFeatures(FeatureSide.ITEM));
            };
        }
    }

    @Override
    public Iterator<String> call(Iterator<Row> rows) throws IOException {
        FileStore store = FileStores.open(dataset);
        ObjectMapper json = new ObjectMapper();
        ColumnSet columns = content.columns(json.readValue(schema, Schema.class));
        List<String> written = new ArrayList<>();
        Runs<String, Row> files = new Runs<>(rows, row -> row.getAs(DatasetFiles.FILE));
        while (files.hasNext()) {
            String path = files.key();
            written.add(json.writeValueAsString(write(store, path, columns, files.next())));
        }
        return written.iterator();
    }

    private ShardInfo write(FileStore store, String path, ColumnSet columns, Iterator<Row> rows) {
        RowBatch batch = new RowBatch(columns, content.kind(), ROWS_PER_GROUP, fields);
        try (ShardWriter writer = new ShardWriter(store, path, columns, content.kind(), ROWS_PER_GROUP)) {
            while (rows.hasNext()) {
                batch.add(rows.next());
                if (batch.isFull() || !rows.hasNext()) {
                    writer.append(batch.batch());
                    batch.batch().clear();
                }
            }
            return writer.finish();
        }
    }
}
