package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappedEmbeddingTableTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1, 64", "5, 3, 6", "1000, 7, 70", "300, 129, 1000", "3, 20000, 64"})
    void looksUpWhatTheWrittenTableHeld(int rows, int dim, int maxChunkElements) {
        Path file = folder.resolve("items.table");
        try (LocalEmbeddingTable table = table(rows, dim)) {
            MappedTableFile.write(file, table);
            MappedTableFile.verify(file);
            try (MappedEmbeddingTable mapped = MappedEmbeddingTable.open("items", file, maxChunkElements)) {
                assertThat(mapped.rows()).isEqualTo(rows);
                assertThat(mapped.dim()).isEqualTo(dim);
                int[] ids = {rows - 1, 0, rows / 2};
                JaggedIds bags = Bag.jagged(List.of(Bag.of(ids), Bag.of(), Bag.of(0, rows / 3)), false);
                for (Pooling pooling : Pooling.values()) {
                    HeapMatrix expected = matrix(6, dim);
                    HeapMatrix found = matrix(6, dim);
                    table.lookUp(ids, 0, 3, expected, 0, 0);
                    mapped.lookUp(ids, 0, 3, found, 0, 0);
                    table.lookUpPooled(bags, 0, 3, pooling, expected, 3, 0);
                    mapped.lookUpPooled(bags, 0, 3, pooling, found, 3, 0);
                    assertThat(found.elements()).isEqualTo(expected.elements());
                }
            }
        }
    }

    @Test
    void aMappedTableCannotBeChanged() {
        Path file = write(10, 2);
        try (MappedEmbeddingTable mapped = MappedEmbeddingTable.open("items", file)) {
            TableStep step = mapped.newStep();
            step.add(new int[] {1}, 0, 1, 0, 0, 0);
            assertThatThrownBy(() -> mapped.update(step, new FloatRows[] {matrix(1, 2)}, 0, 1))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("table items is only read and cannot be changed");
            assertThatThrownBy(() -> mapped.writeRecord(0, new float[2], 0))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> mapped.lookUp(new int[] {10}, 0, 1, matrix(1, 2), 0, 0))
                    .hasMessage("table items: id 10 at position 0 is outside [0, 10)");
            mapped.close();
            assertThatThrownBy(() -> mapped.readRecord(0, new float[2], 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("table items is closed");
        }
    }

    @Test
    void aFileOfTheOtherByteOrderIsRead() throws IOException {
        Path file = folder.resolve("other.table");
        ByteOrder other =
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer bytes = ByteBuffer.allocate(64 + 2 * 3 * Float.BYTES).order(other);
        for (int i = 0; i < 6; i++) {
            bytes.putFloat(64 + i * Float.BYTES, i + 0.5f);
        }
        bytes.put(0, "CMPTABLE".getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(8, 0x01020304).putInt(12, 1).putInt(16, 2).putInt(20, 3);
        bytes.putLong(24, crc(bytes.array(), 64, 24)).putLong(32, crc(bytes.array(), 0, 32));
        Files.write(file, bytes.array());

        MappedTableFile.verify(file);
        try (MappedEmbeddingTable mapped = MappedEmbeddingTable.open("items", file)) {
            float[] row = new float[3];
            mapped.readRecord(1, row, 0);
            assertThat(row).containsExactly(3.5f, 4.5f, 5.5f);
        }
    }

    private static long crc(byte[] bytes, int from, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, length);
        return checksum.getValue();
    }

    @Test
    void damageIsNamed() throws IOException {
        Path file = write(10, 2);
        byte[] sound = Files.readAllBytes(file);

        Files.write(file, changed(sound, 70));
        assertThatThrownBy(() -> MappedTableFile.verify(file))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "Table file " + file + " is damaged: its weights do not match their checksum; write it again");

        Files.write(file, changed(sound, 17));
        assertThatThrownBy(() -> MappedEmbeddingTable.open("items", file))
                .hasMessage(
                        "Table file " + file + " is damaged: its header does not match its checksum; write it again");

        Files.write(file, Arrays.copyOf(sound, 100));
        assertThatThrownBy(() -> MappedEmbeddingTable.open("items", file))
                .hasMessage("Table file " + file + " is damaged: it has 100 bytes instead of 144; write it again");

        Files.write(file, changed(sound, 0));
        assertThatThrownBy(() -> MappedEmbeddingTable.open("items", file))
                .hasMessage(file + " is not a table file: it does not begin with CMPTABLE");

        Files.write(file, new byte[3]);
        assertThatThrownBy(() -> MappedEmbeddingTable.open("items", file))
                .hasMessage(file + " is not a table file: it is shorter than the header of one");

        Files.delete(file);
        assertThatThrownBy(() -> MappedEmbeddingTable.open("items", file))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("Table file " + file + " cannot be read");
    }

    private static byte[] changed(byte[] bytes, int position) {
        byte[] changed = bytes.clone();
        changed[position] ^= 1;
        return changed;
    }

    private Path write(int rows, int dim) {
        Path file = folder.resolve("items.table");
        try (LocalEmbeddingTable table = table(rows, dim)) {
            MappedTableFile.write(file, table);
        }
        return file;
    }

    private static HeapMatrix matrix(int rows, int dim) {
        HeapMatrix matrix = new HeapMatrix(dim);
        matrix.ensureRows(rows);
        return matrix;
    }

    private static LocalEmbeddingTable table(int rows, int dim) {
        return new LocalEmbeddingTable(new TableSettings(
                "items", rows, dim, 7, 0.25f, new SparseOptimizerConfiguration(SparseOptimizerType.ADAM, 1)));
    }
}
