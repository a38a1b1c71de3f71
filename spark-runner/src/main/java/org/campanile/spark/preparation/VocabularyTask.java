package org.campanile.spark.preparation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.VocabularyEntry;
import org.campanile.core.shard.VocabularyFile;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;

/**
 * Writes the vocabularies of a partition, sorted by vocabulary and index, one file each, and returns each file's
 * description as JSON.
 *
 * @param dataset location of the data set
 */
record VocabularyTask(String dataset) implements MapPartitionsFunction<Row, String> {
    private static final long serialVersionUID = 1L;

    /** Where a vocabulary's file lies in the data set. */
    static String path(String vocabulary) {
        return "vocabulary/" + vocabulary + ".parquet";
    }

    @Override
    public Iterator<String> call(Iterator<Row> rows) throws IOException {
        FileStore store = FileStores.open(dataset);
        ObjectMapper json = new ObjectMapper();
        List<String> written = new ArrayList<>();
        Runs<String, Row> vocabularies = new Runs<>(rows, row -> row.getAs(VocabularyIndex.VOCABULARY));
        while (vocabularies.hasNext()) {
            String path = path(vocabularies.key());
            ShardInfo file = VocabularyFile.write(store, path, entries(vocabularies.next()));
            written.add(json.writeValueAsString(file));
        }
        return written.iterator();
    }

    private static Iterator<VocabularyEntry> entries(Iterator<Row> rows) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
                .map(VocabularyTask::entry)
                .iterator();
    }

    private static VocabularyEntry entry(Row row) {
        String value = row.getAs(VocabularyIndex.VALUE);
        return new VocabularyEntry(
                Objects.requireNonNullElse(value, ""),
                row.<Integer>getAs(VocabularyIndex.INDEX),
                row.<Long>getAs(VocabularyIndex.COUNT));
    }
}
