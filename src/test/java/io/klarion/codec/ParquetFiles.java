package io.klarion.codec;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Compressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.xerial.snappy.Snappy;

/** Parquet files for tests, in small row groups. */
public final class ParquetFiles {

    private static final int ROW_GROUP = 1 << 16;

    private ParquetFiles() {}

    /** Writes a file of these rows; each fills in its fields. */
    public static void write(
            Path file, MessageType schema, CompressionCodecName compression, List<Consumer<Group>> rows)
            throws IOException {
        SimpleGroupFactory groups = new SimpleGroupFactory(schema);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withCodecFactory(new Compressors())
                .withCompressionCodec(compression)
                .withRowGroupSize((long) ROW_GROUP)
                .withPageSize(ROW_GROUP / 8)
                .build()) {
            for (Consumer<Group> row : rows) {
                Group group = groups.newGroup();
                row.accept(group);
                writer.write(group);
            }
        }
    }

    private static byte[] compressed(CompressionCodecName name, byte[] plain) throws IOException {
        return switch (name) {
            case SNAPPY -> Snappy.compress(plain);
            case ZSTD -> Zstd.compress(plain);
            case GZIP -> gzip(plain);
            case LZ4_RAW -> lz4(plain);
            default -> plain;
        };
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] lz4(byte[] plain) {
        Lz4Compressor lz4 = new Lz4Compressor();
        byte[] bytes = new byte[lz4.maxCompressedLength(plain.length)];
        int length = lz4.compress(plain, 0, plain.length, bytes, 0, bytes.length);
        return Arrays.copyOf(bytes, length);
    }

    private record Compressors() implements CompressionCodecFactory {

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName name) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput bytes) throws IOException {
                    return BytesInput.from(
                            compressed(name, bytes.toInputStream().readAllBytes()));
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return name;
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
            throw new UnsupportedOperationException("files are only written here");
        }

        @Override
        public void release() {}
    }
}
