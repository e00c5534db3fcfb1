package io.klarion.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.NANOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetFileTest {

    private static final MessageType NUMBERS = Types.buildMessage()
            .required(PrimitiveTypeName.INT64)
            .named("n")
            .optional(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("text")
            .named("row");

    @TempDir
    private Path folder;

    @Test
    void rowsBecomeObjectsWithNullForWhatIsAbsent() throws IOException {
        MessageType schema = Types.buildMessage()
                .optional(PrimitiveTypeName.INT32)
                .named("i")
                .optional(PrimitiveTypeName.INT64)
                .named("l")
                .optional(PrimitiveTypeName.DOUBLE)
                .named("d")
                .optional(PrimitiveTypeName.FLOAT)
                .named("f")
                .optional(PrimitiveTypeName.BOOLEAN)
                .named("b")
                .optional(PrimitiveTypeName.BINARY)
                .named("old text")
                .named("row");
        Path file = write(
                schema,
                row -> row.append("i", -3)
                        .append("l", Long.MAX_VALUE)
                        .append("d", 0.1)
                        .append("f", 0.1f)
                        .append("b", true)
                        .append("old text", "é/~\""),
                row -> {},
                row -> row.append("d", Double.NaN).append("f", Float.NEGATIVE_INFINITY));

        assertThat(records(file))
                .containsExactly(
                        "1 {\"i\":-3,\"l\":9223372036854775807,\"d\":0.1,\"f\":0.1,\"b\":true,\"old text\":\"é/~\\\"\"}",
                        "2 {\"i\":null,\"l\":null,\"d\":null,\"f\":null,\"b\":null,\"old text\":null}",
                        "3 {\"i\":null,\"l\":null,\"d\":\"NaN\",\"f\":\"-Infinity\",\"b\":null,\"old text\":null}");
    }

    @Test
    void timesAreTextsOfIso8601InUtc() throws IOException {
        MessageType schema = Types.buildMessage()
                .required(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(true, MILLIS))
                .named("millis")
                .required(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(false, MICROS))
                .named("local_micros")
                .required(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(true, NANOS))
                .named("nanos")
                .required(PrimitiveTypeName.INT32)
                .as(LogicalTypeAnnotation.dateType())
                .named("date")
                .required(PrimitiveTypeName.INT32)
                .as(LogicalTypeAnnotation.timeType(true, MILLIS))
                .named("time")
                .required(PrimitiveTypeName.INT96)
                .named("old")
                .named("row");
        byte[] noonOfDayTwo = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(43_200_000_000_001L)
                .putInt(2_440_589)
                .array();
        Path file = write(
                schema,
                row -> row.append("millis", -1L)
                        .append("local_micros", 1_767_225_600_000_001L)
                        .append("nanos", 1L)
                        .append("date", 20_454)
                        .append("time", 3_723_000)
                        .append("old", Binary.fromConstantByteArray(noonOfDayTwo)));

        assertThat(records(file))
                .containsExactly("1 {\"millis\":\"1969-12-31T23:59:59.999Z\","
                        + "\"local_micros\":\"2026-01-01T00:00:00.000001Z\",\"nanos\":\"1970-01-01T00:00:00.000000001Z\","
                        + "\"date\":\"2026-01-01\",\"time\":\"01:02:03\",\"old\":\"1970-01-02T12:00:00.000000001Z\"}");
    }

    @Test
    void decimalsUnsignedNumbersHalvesAndIdsAreWhatTheyMean() throws IOException {
        MessageType schema = Types.buildMessage()
                .required(PrimitiveTypeName.INT32)
                .as(LogicalTypeAnnotation.decimalType(2, 9))
                .named("small")
                .required(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.decimalType(3, 18))
                .named("large")
                .required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.decimalType(1, 30))
                .named("largest")
                .required(PrimitiveTypeName.INT32)
                .as(LogicalTypeAnnotation.intType(32, false))
                .named("u32")
                .required(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.intType(64, false))
                .named("u64")
                .required(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                .length(2)
                .as(LogicalTypeAnnotation.float16Type())
                .named("half")
                .required(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                .length(16)
                .as(LogicalTypeAnnotation.uuidType())
                .named("id")
                .named("row");
        byte[] id = ByteBuffer.allocate(16).putLong(1).putLong(2).array();
        Path file = write(
                schema,
                row -> row.append("small", -150)
                        .append("large", 1L)
                        .append(
                                "largest",
                                Binary.fromConstantByteArray(
                                        BigInteger.TEN.pow(21).toByteArray()))
                        .append("u32", -1)
                        .append("u64", -1L)
                        .append("half", Binary.fromConstantByteArray(new byte[] {0, 0x3e}))
                        .append("id", Binary.fromConstantByteArray(id)));

        assertThat(records(file))
                .containsExactly("1 {\"small\":-1.50,\"large\":0.001,\"largest\":100000000000000000000.0,"
                        + "\"u32\":4294967295,\"u64\":18446744073709551615,\"half\":1.5,"
                        + "\"id\":\"00000000-0000-0001-0000-000000000002\"}");
    }

    @Test
    void groupsAreObjectsListsArraysAndMapsObjectsByTheirKeys() throws IOException {
        MessageType schema = Types.buildMessage()
                .optionalGroup()
                .optional(PrimitiveTypeName.INT32)
                .named("inner")
                .named("group")
                .optionalList()
                .optionalElement(PrimitiveTypeName.INT32)
                .named("list")
                .optionalMap()
                .key(PrimitiveTypeName.INT32)
                .optionalValue(PrimitiveTypeName.DOUBLE)
                .named("map")
                .repeated(PrimitiveTypeName.INT32)
                .named("bare")
                .repeatedGroup()
                .required(PrimitiveTypeName.INT32)
                .named("x")
                .named("points")
                .named("row");
        Path file = write(
                schema,
                row -> {
                    row.addGroup("group").append("inner", 1);
                    Group list = row.addGroup("list");
                    list.addGroup("list").append("element", 2);
                    list.addGroup("list");
                    Group map = row.addGroup("map");
                    map.addGroup("key_value").append("key", 7).append("value", 0.5);
                    map.addGroup("key_value").append("key", 8);
                    row.append("bare", 3).append("bare", 4);
                    row.addGroup("points").append("x", 5);
                    row.addGroup("points").append("x", 6);
                },
                row -> {
                    row.addGroup("group");
                    row.addGroup("list");
                    row.addGroup("map");
                },
                row -> {});

        assertThat(records(file))
                .containsExactly(
                        "1 {\"group\":{\"inner\":1},\"list\":[2,null],\"map\":{\"7\":0.5,\"8\":null},\"bare\":[3,4],"
                                + "\"points\":[{\"x\":5},{\"x\":6}]}",
                        "2 {\"group\":{\"inner\":null},\"list\":[],\"map\":{},\"bare\":[],\"points\":[]}",
                        "3 {\"group\":null,\"list\":null,\"map\":null,\"bare\":[],\"points\":[]}");
    }

    @Test
    void listsOfOldWritersRepeatTheElementItself() throws IOException {
        MessageType schema = Types.buildMessage()
                .optionalGroup()
                .as(LogicalTypeAnnotation.listType())
                .repeated(PrimitiveTypeName.INT32)
                .named("item")
                .named("list")
                .named("row");

        assertThat(records(write(
                        schema, row -> row.addGroup("list").append("item", 1).append("item", 2))))
                .containsExactly("1 {\"list\":[1,2]}");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void everyUsualCompressionIsRead(CompressionCodecName compression) throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(file, NUMBERS, compression, numbered(3000));

        List<String> read = records(file);
        assertThat(read).hasSize(3000);
        assertThat(read.get(2999)).isEqualTo("3000 {\"n\":2999,\"text\":\"text 2999\"}");
    }

    @Test
    void rowGroupsFollowOneAnotherAndProgressEndsAtTheFilesSize() throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(file, NUMBERS, CompressionCodecName.SNAPPY, numbered(20_000));

        try (RecordFile records = RecordFile.open(file)) {
            long before = 0;
            for (int i = 1; i <= 20_000; i++) {
                assertThat(records.next()).isTrue();
                assertThat(records.line()).isEqualTo(i);
                assertThat(records.bytesRead()).isBetween(before, Files.size(file));
                before = records.bytesRead();
            }
            assertThat(records.next()).isFalse();
            assertThat(records.bytesRead()).isEqualTo(records.bytesTotal()).isEqualTo(Files.size(file));
        }
    }

    @Test
    void aFileWithoutRecordsHasNone() throws IOException {
        assertThat(records(write(NUMBERS))).isEmpty();
    }

    @Test
    void aTypeThatNoJsonSaysIsRefusedWithTheColumnsName() throws IOException {
        MessageType interval = Types.buildMessage()
                .requiredGroup()
                .required(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                .length(12)
                .as(LogicalTypeAnnotation.IntervalLogicalTypeAnnotation.getInstance())
                .named("took")
                .named("trip")
                .named("row");
        Path file = write(interval);

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> RecordFile.open(file).close())
                .withMessage(
                        file + ": column trip.took: must be of a type that JSON can say (number, boolean, text, time,"
                                + " list, map, group), was interval");
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 3, 12, 2000})
    void aFileThatIsCutOffIsRefused(int length) throws IOException {
        Path whole = folder.resolve("a.parquet");
        ParquetFiles.write(whole, NUMBERS, CompressionCodecName.SNAPPY, numbered(3000));
        Path file = folder.resolve("cut.parquet");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(whole), length));

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> RecordFile.open(file).close())
                .withMessageStartingWith(file + ": must be a whole Parquet file that is not encrypted, was not: ");
    }

    @Test
    void aFileThatIsNotThereIsToldLikeAnyOther() {
        Path file = folder.resolve("none.parquet");

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> RecordFile.open(file).close())
                .withMessage(file + ": must be a file, was not found");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void damageEndsInOneExceptionThatNamesTheFileAndNeverInAnother(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path whole = folder.resolve("a.parquet");
        ParquetFiles.write(whole, NUMBERS, CompressionCodecName.SNAPPY, numbered(500));
        byte[] good = Files.readAllBytes(whole);
        Path file = folder.resolve("damaged.parquet");
        int refused = 0;
        for (int trial = 0; trial < 200; trial++) {
            byte[] bytes = good.clone();
            for (int i = 0; i < 1 + trial % 5; i++) {
                bytes[random.nextInt(bytes.length)] ^= (byte) random.nextInt(1, 256);
            }
            Files.write(file, bytes);
            try {
                records(file);
            } catch (DataFileException e) {
                refused++;
                assertThat(e).hasMessageStartingWith(file + ": ");
            }
        }

        assertThat(refused).isPositive();
    }

    private static List<Consumer<Group>> numbered(int rows) {
        return IntStream.range(0, rows)
                .<Consumer<Group>>mapToObj(i -> row -> row.append("n", (long) i).append("text", "text " + i))
                .toList();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private Path write(MessageType schema, Consumer<Group>... rows) throws IOException {
        Path file = folder.resolve("a.parquet");
        ParquetFiles.write(file, schema, CompressionCodecName.UNCOMPRESSED, List.of(rows));
        return file;
    }

    private static List<String> records(Path file) {
        List<String> records = new ArrayList<>();
        try (RecordFile open = RecordFile.open(file)) {
            while (open.next()) {
                records.add(open.line() + " " + new String(open.value(), UTF_8));
            }
        }
        return records;
    }
}
