package org.campanile.core.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorFileTest {
    @TempDir
    private Path folder;

    private FileStore store;

    @BeforeEach
    void openStore() {
        store = new LocalFileStore(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1",
        "7, 3, 5, 1",
        "100, 5000, 256, 2", // 2^20 / 256 = 4,096 rows in each group
        "0, 3, 1048577, 3" // a vector longer than a group is meant to be
    })
    void everyVectorComesBackBitByBit(int firstRow, int rows, int length, int groups) {
        ShardInfo file = write(firstRow, rows, length);
        assertThat(file.rows()).isEqualTo(rows);
        assertThat(file.rowGroups()).hasSize(groups);

        List<Integer> seen = new ArrayList<>();
        float[] expected = new float[length];
        VectorFile.read(store, file, length, (row, vector) -> {
            seen.add(row);
            fill(row, expected);
            assertThat(vector).isEqualTo(expected);
        });

        assertThat(seen).hasSize(rows).first().isEqualTo(firstRow);
        assertThat(seen).last().isEqualTo(firstRow + rows - 1);
    }

    @Test
    void otherParquetReadersUnderstandTheFile() throws IOException {
        ShardInfo file = write(3, 2, 4);
        org.apache.hadoop.fs.Path path =
                new org.apache.hadoop.fs.Path(folder.resolve(file.path()).toUri());
        try (ParquetReader<Group> reader =
                ParquetReader.builder(new GroupReadSupport(), path).build()) {
            Group first = reader.read();
            assertThat(first.getInteger("row", 0)).isEqualTo(3);
            Group vector = first.getGroup("vector", 0);
            assertThat(vector.getFieldRepetitionCount("list")).isEqualTo(4);
            assertThat(vector.getGroup("list", 2).getFloat("element", 0)).isEqualTo(3 + 2 / 8f);
            assertThat(reader.read().getInteger("row", 0)).isEqualTo(4);
            assertThat(reader.read()).isNull();
        }
    }

    @Test
    void vectorsOfAnotherLengthAreRefused() {
        ShardInfo file = write(0, 2, 4);
        assertThatThrownBy(() -> VectorFile.read(store, file, 5, (row, vector) -> {}))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("row 0 has 4 numbers instead of 5");
    }

    /* Parquet's own order of encodings is that of a hash set of enums, another one in every JVM. */
    @Test
    void equalVectorsMakeEqualFilesInEveryJvm() throws IOException {
        ShardInfo file = write(0, 3, 4);
        for (ColumnChunk column : footer(file).getRow_groups().get(0).getColumns()) {
            assertThat(column.getMeta_data().getEncodings()).containsExactly(Encoding.PLAIN, Encoding.RLE);
        }
        assertThat(Files.size(folder.resolve(file.path()))).isEqualTo(file.bytes());
        assertThat(Checksums.sha256(store, file.path())).isEqualTo(file.sha256());
    }

    private FileMetaData footer(ShardInfo file) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file.path()));
        int lengthAt = bytes.length - 2 * Integer.BYTES; // the footer's length, and four letters
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(lengthAt);
        return Util.readFileMetaData(new ByteArrayInputStream(bytes, lengthAt - length, length));
    }

    private ShardInfo write(int firstRow, int rows, int length) {
        return VectorFile.write(store, "vectors.parquet", firstRow, rows, length, VectorFileTest::fill);
    }

    private static void fill(int row, float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] = row + i / 8f;
        }
    }
}
