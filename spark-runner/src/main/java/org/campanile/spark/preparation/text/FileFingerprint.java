package org.campanile.spark.preparation.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileStore;

/**
 * A short text that changes when a file's contents change, whatever its name and times say.
 *
 * <p>Files of up to {@value #WHOLE_LIMIT} bytes are read whole. Of a larger file its length and {@value #BLOCKS} blocks
 * are read, evenly spread from its first byte to its last: a terabyte is identified in a second, at the price that a
 * change of single bytes between the blocks which keeps the length is not seen.
 */
final class FileFingerprint {
    static final long WHOLE_LIMIT = 64L << 20;
    private static final int BLOCKS = 64;
    private static final int BLOCK_BYTES = 1 << 20;

    private FileFingerprint() {}

    /** Length in bytes and SHA-256 of what was read, such as {@code 2483723 bytes, sha256 5b2f...}. */
    static String of(FileStore store, String path) throws IOException {
        long bytes = store.size(path);
        MessageDigest digest = Checksums.sha256();
        digest.update(Long.toString(bytes).getBytes(StandardCharsets.UTF_8));
        try (SeekableByteChannel channel = store.open(path)) {
            long blocks = bytes <= WHOLE_LIMIT ? (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES : BLOCKS;
            for (long block = 0; block < blocks; block++) {
                channel.position(start(block, blocks, bytes));
                update(digest, channel);
            }
        }
        return bytes + " bytes, sha256 " + Checksums.hexadecimal(digest);
    }

    private static long start(long block, long blocks, long bytes) {
        if (bytes <= WHOLE_LIMIT) {
            return block * BLOCK_BYTES;
        }
        return Math.round((bytes - BLOCK_BYTES) * (double) block / (blocks - 1));
    }

    private static void update(MessageDigest digest, SeekableByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK_BYTES);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            /* until the block is full or the file ends */
        }
        digest.update(buffer.flip());
    }
}
