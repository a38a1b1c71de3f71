package org.campanile.core.shard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.campanile.core.batch.JaggedIds;

/** The uncompressed bytes of one Parquet data page, in PLAIN encoding (little-endian). Reused from page to page. */
final class Page {
    private byte[] array = new byte[1 << 16];
    private ByteBuffer bytes = wrap(array);
    private int rows;
    private int values;
    private int valuesStart;

    /** Empties the page for this many rows. */
    void begin(int rowCount) {
        bytes.clear();
        rows = rowCount;
        values = rowCount;
        valuesStart = 0;
    }

    void putInts(int[] source, int from, int count) {
        reserve(count * Integer.BYTES);
        bytes.asIntBuffer().put(source, from, count);
        bytes.position(bytes.position() + count * Integer.BYTES);
    }

    void putLongs(long[] source, int from, int count) {
        reserve(count * Long.BYTES);
        bytes.asLongBuffer().put(source, from, count);
        bytes.position(bytes.position() + count * Long.BYTES);
    }

    /** Puts {@code source[from]}, {@code source[from + stride]}, and so on. */
    void putFloats(float[] source, int from, int stride, int count) {
        reserve(count * Float.BYTES);
        for (int i = 0; i < count; i++) {
            bytes.putFloat(source[from + i * stride]);
        }
    }

    void putText(byte[] utf8) {
        reserve(Integer.BYTES + utf8.length);
        bytes.putInt(utf8.length);
        bytes.put(utf8);
    }

    /**
     * Puts rows of a list column.
     *
     * <p>Each id has the levels (repetition, definition) = (0 for the first of its row, else 1; 1); a row without ids
     * stands as one entry with the levels (0, 0) and no value.
     */
    void putLists(JaggedIds source, int from, int count) throws IOException {
        Levels repetitions = new Levels();
        Levels definitions = new Levels();
        values = 0;
        for (int row = from; row < from + count; row++) {
            int length = source.start(row + 1) - source.start(row);
            for (int i = 0; i < Math.max(length, 1); i++) {
                repetitions.put(i == 0 ? 0 : 1);
                definitions.put(length == 0 ? 0 : 1);
                values++;
            }
        }
        putLevels(repetitions);
        putLevels(definitions);
        valuesStart = bytes.position();
        putInts(source.values(), source.start(from), source.start(from + count) - source.start(from));
    }

    int rows() {
        return rows;
    }

    /** Number of entries: values, and rows without any. */
    int values() {
        return values;
    }

    /**
     * The least and greatest value and the number of entries without any. Readers that filter skip pages by these: a page
     * that did not tell them would count as one without values.
     */
    Statistics<?> statistics(PrimitiveType type) {
        Statistics<?> statistics = Statistics.createStats(type);
        ByteBuffer content = wrap(array).limit(length()).position(valuesStart);
        int withoutValue = values;
        for (; content.hasRemaining(); withoutValue--) {
            switch (type.getPrimitiveTypeName()) {
                case INT32 -> statistics.updateStats(content.getInt());
                case INT64 -> statistics.updateStats(content.getLong());
                case FLOAT -> statistics.updateStats(content.getFloat());
                case BINARY -> statistics.updateStats(text(content));
                default -> throw new IllegalStateException("no column is of type " + type);
            }
        }
        statistics.incrementNumNulls(withoutValue);
        return statistics;
    }

    private static Binary text(ByteBuffer content) {
        byte[] utf8 = new byte[content.getInt()];
        content.get(utf8);
        return Binary.fromConstantByteArray(utf8);
    }

    byte[] array() {
        return array;
    }

    int length() {
        return bytes.position();
    }

    private void putLevels(Levels levels) throws IOException {
        byte[] encoded = levels.encoded();
        reserve(Integer.BYTES + encoded.length);
        bytes.putInt(encoded.length);
        bytes.put(encoded);
    }

    private void reserve(int more) {
        if (bytes.remaining() < more) {
            int length = bytes.position();
            array = Arrays.copyOf(array, Math.max(length + more, array.length * 2));
            bytes = wrap(array).position(length);
        }
    }

    private static ByteBuffer wrap(byte[] array) {
        return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Levels of 0 and 1 in Parquet's run-length and bit-packing hybrid. */
    private static final class Levels {
        private final RunLengthBitPackingHybridEncoder encoder =
                new RunLengthBitPackingHybridEncoder(1, 1 << 10, 1 << 20, HeapByteBufferAllocator.getInstance());

        void put(int level) throws IOException {
            encoder.writeInt(level);
        }

        byte[] encoded() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            encoder.toBytes().writeAllTo(out);
            encoder.close();
            return out.toByteArray();
        }
    }
}
