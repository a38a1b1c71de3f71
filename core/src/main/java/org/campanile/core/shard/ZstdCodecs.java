package org.campanile.core.shard;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Decompresses zstd pages into one buffer that is reused, so a page is valid until the next one is read. Needs no Hadoop
 * configuration. For one thread.
 */
final class ZstdCodecs implements CompressionCodecFactory {
    private final Decompressor decompressor = new Decompressor();

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("reads only");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("pages are compressed with " + codec + " instead of ZSTD");
        }
        return decompressor;
    }

    @Override
    public void release() {
        decompressor.release();
    }

    private static final class Decompressor implements BytesInputDecompressor {
        private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
        private byte[] page = new byte[0];

        @Override
        public BytesInput decompress(BytesInput compressed, int length) throws IOException {
            ByteBuffer bytes = compressed.toByteBuffer();
            byte[] source = bytes.array();
            int from = bytes.arrayOffset() + bytes.position();
            // The checksum does not cover the page's header: no memory is asked for on its word alone.
            long announced = Zstd.decompressedSize(source, from, bytes.remaining());
            if (announced != length) {
                throw new IOException("a page holds " + announced + " bytes instead of " + length);
            }
            if (page.length < length) {
                page = new byte[length];
            }
            int actual = zstd.decompressByteArray(page, 0, length, source, from, bytes.remaining());
            if (actual != length) {
                throw new IOException("a page holds " + actual + " bytes instead of " + length);
            }
            return BytesInput.from(page, 0, length);
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize) {
            throw new UnsupportedOperationException("pages are decompressed on the heap");
        }

        @Override
        public void release() {
            zstd.close();
        }
    }
}
