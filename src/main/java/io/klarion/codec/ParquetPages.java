package io.klarion.codec;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Takes off the compression of a Parquet file's pages: snappy, gzip, zstd, lz4 or none. Writes nothing. */
final class ParquetPages implements CompressionCodecFactory {

    /* What a page's header says of its size is not believed beyond this. */
    private static final int MAX_PAGE = 256 << 20;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        throw new UnsupportedOperationException("Parquet files are only read");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        return switch (name) {
            case UNCOMPRESSED -> new Pages((bytes, size) -> bytes);
            case SNAPPY -> new Pages((bytes, size) -> Snappy.uncompress(bytes));
            case GZIP -> new Pages(ParquetPages::gunzip);
            case ZSTD -> new Pages(ParquetPages::unzstd);
            case LZ4_RAW -> new Pages(ParquetPages::unlz4);
            case LZO, BROTLI, LZ4 ->
                throw new IllegalArgumentException("must be compressed by snappy, gzip, zstd or lz4_raw, was "
                        + name.name().toLowerCase(Locale.ROOT));
        };
    }

    @Override
    public void release() {}

    private static byte[] gunzip(byte[] bytes, int size) throws IOException {
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return plain.readNBytes(size);
        }
    }

    private static byte[] unzstd(byte[] bytes, int size) throws IOException {
        byte[] plain = new byte[size];
        long length = Zstd.decompress(plain, bytes);
        if (Zstd.isError(length)) {
            throw new IOException("a page of zstd is damaged: " + Zstd.getErrorName(length));
        }
        return plain;
    }

    private static byte[] unlz4(byte[] bytes, int size) throws IOException {
        byte[] plain = new byte[size];
        try {
            var unused = new Lz4Decompressor().decompress(bytes, 0, bytes.length, plain, 0, size);
            return plain;
        } catch (MalformedInputException e) {
            throw new IOException("a page of lz4 is damaged: " + e.getMessage(), e);
        }
    }

    /* What one page holds. */
    @FunctionalInterface
    private interface Plain {
        byte[] of(byte[] bytes, int size) throws IOException;
    }

    private record Pages(Plain plain) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(page(bytes.toInputStream().readAllBytes(), size));
        }

        @Override
        public void decompress(ByteBuffer bytes, int length, ByteBuffer into, int size) throws IOException {
            byte[] compressed = new byte[length];
            bytes.get(compressed);
            into.put(page(compressed, size));
        }

        private byte[] page(byte[] compressed, int size) throws IOException {
            if (size < 0 || size > MAX_PAGE) {
                throw new IOException("a page must be of at most " + MAX_PAGE + " bytes, was " + size);
            }
            byte[] page = plain.of(compressed, size);
            if (page.length != size) {
                throw new IOException("a page must be of the " + size + " bytes its header says, was " + page.length);
            }
            return page;
        }

        @Override
        public void release() {}
    }
}
