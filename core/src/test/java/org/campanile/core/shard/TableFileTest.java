package org.campanile.core.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {
    private static final String FILE = "table.parquet";
    private static final String[] IDS = {"a", "", "ünïcode\n"};
    private static final long[] TIMES = {Long.MIN_VALUE, 0, Long.MAX_VALUE};
    private static final float[] VECTORS = {1, -0f, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f, 3};

    @TempDir
    private Path folder;

    private FileStore store;

    @BeforeEach
    void write() {
        store = new LocalFileStore(folder);
        TableFile.write(
                store,
                FILE,
                List.of(
                        new TableColumn.Texts("id", IDS),
                        new TableColumn.Longs("time", TIMES),
                        new TableColumn.Vectors("vector", 2, VECTORS)));
    }

    @Test
    void everyValueComesBack() {
        List<TableColumn> columns = TableFile.read(store, FILE);

        assertThat(TableFile.rows(store, FILE)).isEqualTo(3);
        assertThat(columns).extracting(TableColumn::name).containsExactly("id", "time", "vector");
        assertThat(((TableColumn.Texts) columns.get(0)).values()).isEqualTo(IDS);
        assertThat(((TableColumn.Longs) columns.get(1)).values()).isEqualTo(TIMES);
        TableColumn.Vectors vectors = (TableColumn.Vectors) columns.get(2);
        assertThat(vectors.length()).isEqualTo(2);
        assertThat(vectors.values()).isEqualTo(VECTORS);
    }

    @Test
    void otherParquetReadersUnderstandTheFile() throws IOException {
        org.apache.hadoop.fs.Path path =
                new org.apache.hadoop.fs.Path(folder.resolve(FILE).toUri());
        try (ParquetReader<Group> reader =
                ParquetReader.builder(new GroupReadSupport(), path).build()) {
            reader.read();
            reader.read();
            Group last = reader.read();
            assertThat(last.getString("id", 0)).isEqualTo("ünïcode\n");
            assertThat(last.getLong("time", 0)).isEqualTo(Long.MAX_VALUE);
            assertThat(last.getGroup("vector", 0).getGroup("list", 1).getFloat("element", 0))
                    .isEqualTo(3);
            assertThat(reader.read()).isNull();
        }
    }

    @Test
    void columnsOfDifferentLengthsAreRefused() {
        List<TableColumn> columns =
                List.of(new TableColumn.Texts("id", IDS), new TableColumn.Longs("time", new long[] {1, 2}));

        assertThatThrownBy(() -> TableFile.write(store, "other.parquet", columns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column time has 2 rows, not 3");
        assertThat(folder.resolve("other.parquet")).doesNotExist();
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path file = folder.resolve(FILE);
        byte[] bytes = Files.readAllBytes(file);
        // Behind the four bytes that begin every Parquet file stands the header of the first page.
        bytes[40] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> TableFile.read(store, FILE))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining(file.toString());
    }
}
