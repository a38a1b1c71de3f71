package org.campanile.core.shard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * The end of a Parquet file: page indexes, the footer, the footer's length in four bytes, and the magic number.
 *
 * <p>Parquet's writer collects the encodings of a column in a hash set of enums, whose order is another one in every JVM.
 * Files with the same contents would differ by it, and with them their checksums. So the footer is written once more with
 * encodings by their number; nothing else in it has a free order.
 */
final class FileEnd {
    private static final int TRAILER = 2 * Integer.BYTES;

    private FileEnd() {}

    /** The same end with the encodings of every column in one order. */
    static byte[] ordered(byte[] end) throws IOException {
        ByteBuffer trailer = ByteBuffer.wrap(end, end.length - TRAILER, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        int footerStart = end.length - TRAILER - trailer.getInt();
        FileMetaData footer =
                Util.readFileMetaData(new ByteArrayInputStream(end, footerStart, end.length - footerStart));
        footer.getRow_groups().stream()
                .flatMap(group -> group.getColumns().stream())
                .forEach(column -> column.getMeta_data().getEncodings().sort(Comparator.naturalOrder()));

        ByteArrayOutputStream out = new ByteArrayOutputStream(end.length);
        out.write(end, 0, footerStart);
        Util.writeFileMetaData(footer, out);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(out.size() - footerStart)
                .array());
        out.write(end, trailer.position(), Integer.BYTES);
        return out.toByteArray();
    }
}
