package org.campanile.core.shard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.campanile.core.batch.JaggedIds;
import org.jspecify.annotations.Nullable;

/**
 * Decodes column chunks of PLAIN pages, as {@link Page} encodes them, into arrays. For one thread.
 *
 * <p>Every method reads all pages and throws {@link IOException} unless they hold exactly the rows asked for.
 */
final class ColumnDecoder {
    private int[] ids = new int[0];

    void readInts(PageReader pages, int[] target, int rows) throws IOException {
        int row = 0;
        for (DataPageV1 page = next(pages); page != null; page = next(pages)) {
            int count = count(page, rows - row);
            values(page).asIntBuffer().get(target, row, count);
            row += count;
        }
        expect(rows, row);
    }

    void readLongs(PageReader pages, long[] target, int rows) throws IOException {
        int row = 0;
        for (DataPageV1 page = next(pages); page != null; page = next(pages)) {
            int count = count(page, rows - row);
            values(page).asLongBuffer().get(target, row, count);
            row += count;
        }
        expect(rows, row);
    }

    /** Reads into {@code target[offset]}, {@code target[offset + stride]}, and so on. */
    void readFloats(PageReader pages, float[] target, int offset, int stride, int rows) throws IOException {
        int row = 0;
        for (DataPageV1 page = next(pages); page != null; page = next(pages)) {
            int count = count(page, rows - row);
            ByteBuffer values = values(page);
            for (int i = 0; i < count; i++) {
                target[offset + (row + i) * stride] = values.getFloat(values.position() + i * Float.BYTES);
            }
            row += count;
        }
        expect(rows, row);
    }

    void readTexts(PageReader pages, String[] target, int rows) throws IOException {
        int row = 0;
        for (DataPageV1 page = next(pages); page != null; page = next(pages)) {
            int count = count(page, rows - row);
            ByteBuffer values = values(page);
            for (int i = 0; i < count; i++) {
                byte[] utf8 = new byte[values.getInt()];
                values.get(utf8);
                target[row++] = new String(utf8, StandardCharsets.UTF_8);
            }
        }
        expect(rows, row);
    }

    void readLists(PageReader pages, JaggedIds target, int rows) throws IOException {
        int before = target.rows();
        for (DataPageV1 page = next(pages); page != null; page = next(pages)) {
            readLists(page, target);
        }
        expect(rows, target.rows() - before);
    }

    /** The levels are explained at {@link Page#putLists}. */
    private void readLists(DataPageV1 page, JaggedIds target) throws IOException {
        ByteBuffer bytes = values(page);
        RunLengthBitPackingHybridDecoder repetitions = levels(bytes);
        RunLengthBitPackingHybridDecoder definitions = levels(bytes);
        int count = bytes.remaining() / Integer.BYTES;
        if (ids.length < count) {
            ids = new int[count];
        }
        bytes.asIntBuffer().get(ids, 0, count);
        int rowStart = 0;
        int id = 0;
        for (int entry = 0; entry < page.getValueCount(); entry++) {
            if (repetitions.readInt() == 0 && entry > 0) {
                target.addRow(ids, rowStart, id - rowStart);
                rowStart = id;
            }
            id += definitions.readInt();
        }
        target.addRow(ids, rowStart, id - rowStart);
        expect(count, id);
    }

    private static RunLengthBitPackingHybridDecoder levels(ByteBuffer bytes) {
        int length = bytes.getInt();
        int start = bytes.arrayOffset() + bytes.position();
        bytes.position(bytes.position() + length);
        return new RunLengthBitPackingHybridDecoder(1, new ByteArrayInputStream(bytes.array(), start, length));
    }

    private static @Nullable DataPageV1 next(PageReader pages) throws IOException {
        DataPage page = pages.readPage();
        if (page == null) {
            return null;
        }
        if (page instanceof DataPageV1 plain && plain.getValueEncoding() == Encoding.PLAIN) {
            return plain;
        }
        throw new IOException("a page has another encoding than Campanile writes");
    }

    private static ByteBuffer values(DataPageV1 page) throws IOException {
        return page.getBytes().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int count(DataPageV1 page, int most) throws IOException {
        if (page.getValueCount() > most) {
            throw new IOException("a column has more values than rows");
        }
        return page.getValueCount();
    }

    private static void expect(int expected, int actual) throws IOException {
        if (expected != actual) {
            throw new IOException("a column has " + actual + " values instead of " + expected);
        }
    }
}
