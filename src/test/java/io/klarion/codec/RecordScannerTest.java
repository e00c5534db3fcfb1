package io.klarion.codec;

import static io.klarion.codec.TestMonitors.monitor;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.RejectReason;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner gives what the parser gives, or nothing. */
class RecordScannerTest {

    private static final List<Monitor> MONITORS = List.of(monitor("one")
            .numeric("/a")
            .numeric("/b")
            .numeric("/o/a")
            .categorical("/c")
            .categorical("/b")
            .categorical("/é")
            .categorical("/l/1")
            .bool("/m")
            .segmentBy("/c", "/o/b")
            .build());

    private final TopicPlan plan = TopicPlan.of(MONITORS);
    private final JsonRecordDecoder decoder = new JsonRecordDecoder(plan);
    private final JsonRecordDecoder parsing = JsonRecordDecoder.parsing(plan);
    private final BinnedRecord scanned = new BinnedRecord();
    private final BinnedRecord parsed = new BinnedRecord();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"b\":2.5,\"c\":\"red\"}",
                " { \"c\" : \"red\" , \"a\" : -0.5 }\n",
                "{\"x\":{\"a\":[1,{\"b\":\"\\\\\\n\"}],\"y\":null},\"a\":9}",
                "{\"é\":\"größe😀\",\"m\":true,\"c\":null}",
                "{\"o\":{\"a\":3,\"b\":\"north\"},\"b\":\"text\"}",
                "{\"a\":1e3,\"b\":-1.5E-2,\"x\":0e0}",
                "{\"a\":0.1234567890123456789012345678901234567890}",
                "{\"a\":[],\"b\":{},\"c\":[1],\"o\":5,\"l\":{\"1\":\"red\"}}",
                "{}"
            })
    void plainRecordsAreScannedToWhatTheParserSays(String json) {
        assertThat(scans(json)).isTrue();
        requireSame(json.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"c\":\"r\\u0065d\"}",
                "{\"x\":\"\\u0065\"}",
                "{\"\\u0061\":1}",
                "{\"a\":1,\"a\":2}",
                "{\"o\":{\"a\":1,\"a\":2}}",
                "{\"l\":[\"red\",\"green\"]}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":-}",
                "{\"a\":1}}",
                "{\"a\":1,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\" 1}",
                "{\"a\":tru}",
                "{\"a\":1",
                "{\"a",
                "[]",
                "1",
                ""
            })
    void whatIsNotPlainIsLeftToTheParser(String json) {
        assertThat(scans(json)).isFalse();
        requireSame(json.getBytes(UTF_8));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedRecordsAreWhatTheParserSays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomJson json = new RandomJson(random);
        DamagedJson damaged = new DamagedJson(random);
        for (int i = 0; i < 5000; i++) {
            byte[] whole = json.object(4).getBytes(UTF_8);
            requireSame(whole);
            requireSame(damaged.bytes(whole));
        }
    }

    /* Edges of the features are 0, 10, 20: numbers that are hardly off them are where a quotient is not good enough. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void numbersNextToAnEdgeHaveTheCellOfTheirNearestDouble(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5000; i++) {
            int edge = 10 * random.nextInt(3);
            BigDecimal off = new BigDecimal(random.nextLong(-100, 101)).movePointLeft(random.nextInt(4, 25));
            BigDecimal number = new BigDecimal(edge).add(off).round(new MathContext(random.nextInt(1, 22)));
            String text = random.nextBoolean() ? number.toPlainString() : number.toString();
            requireSame(("{\"a\":" + text + ",\"o\":{\"a\":-" + text.replace("-", "") + "}" + more(random) + "}")
                    .getBytes(UTF_8));
        }
    }

    @ParameterizedTest(name = "{0} digits")
    @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 18, 19, 20, 24, 40})
    void numbersAreReadWhereverTheirPointIs(int digits) {
        SplittableRandom random = new SplittableRandom(digits);
        for (int i = 0; i < 1000; i++) {
            StringBuilder number = new StringBuilder();
            while (number.length() < digits) {
                number.append(random.nextInt(4) == 0 ? random.nextInt(10) : random.nextInt(2));
            }
            number.insert(random.nextInt(digits + 1), random.nextInt(4) == 0 ? "" : ".");
            String sign = random.nextBoolean() ? "-" : "";
            requireSame(("{\"a\":" + sign + number + "}").getBytes(UTF_8));
            requireSame(("{\"a\":" + sign + number + ",\"time\":" + number + more(random) + "}").getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e3",
                "1.5e3",
                "1.5E3",
                "1.23456789e1",
                "1.",
                "-",
                "-.5",
                ".5",
                "01.5",
                "1.5.5",
                "1.23456789.5",
                "1.5x",
                "+1"
            })
    void whatIsAlmostAPlainNumberIsWhatTheParserSays(String number) {
        requireSame(("{\"a\":" + number + ",\"x\":\"" + "y".repeat(40) + "\"}").getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "tru", "truefalse", "falsetrue", "TRUE", "null", "1", "\"true\""})
    void whatIsAlmostABooleanIsWhatTheParserSays(String flag) {
        requireSame(("{\"m\":" + flag + ",\"x\":\"" + "y".repeat(40) + "\"}").getBytes(UTF_8));
        requireSame(("{\"m\":" + flag + "}").getBytes(UTF_8));
    }

    /* Up to where nothing of the record's end is looked at. */
    private static String more(SplittableRandom random) {
        return ",\"x\":\"" + ".".repeat(random.nextInt(48)) + "\"";
    }

    /* FNV is easily turned over: these names share their place in the table, whatever its size. */
    @Test
    void namesMadeToShareAPlaceAreReadLikeOthers() {
        List<String> names = namesOfOneHash(300);
        StringBuilder json = new StringBuilder("{\"b\":3");
        names.forEach(name -> json.append(",\"").append(name).append("\":1"));
        byte[] record = json.append(",\"a\":7}").toString().getBytes(UTF_8);

        requireSame(record);
        requireSame(record);
    }

    @Test
    void numbersAreHeldToTheLimitOfTextsToo() {
        DecodeLimits limits = new DecodeLimits(1 << 20, 2, 29, 3, 5, 11);

        new JsonRecordDecoder(plan, limits).decode("{\"a\":10110000101001001000100}".getBytes(UTF_8), scanned);

        assertThat(scanned.rejection).isEqualTo(RejectReason.LIMIT_EXCEEDED);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, EightBytes.WIDE - 1, EightBytes.WIDE})
    void numbersAreHeldToTheirLimitWhenTheNamesAreKnownToo(int limit) {
        JsonRecordDecoder limited = new JsonRecordDecoder(plan, new DecodeLimits(1 << 20, 2, limit, limit, 5, 11));
        for (String name : List.of("a", "x")) {
            String number = "1".repeat(limit + 1);
            for (int i = 0; i < 3; i++) {
                limited.decode(
                        ("{\"" + name + "\":" + number + "}" + " ".repeat(EightBytes.WIDE)).getBytes(UTF_8), scanned);
                assertThat(scanned.rejection).isEqualTo(RejectReason.LIMIT_EXCEEDED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"b\":2,\"c\":\"red\"}", "{\"x\":1,\"y\":\"z\",\"m\":true}"})
    void tokensAreCountedWhenTheNamesAreKnownToo(String json) {
        byte[] record = (json + " ".repeat(EightBytes.WIDE)).getBytes(UTF_8);
        JsonRecordDecoder enough = new JsonRecordDecoder(plan, new DecodeLimits(1 << 20, 2, 29, 30, 5, 8));
        JsonRecordDecoder tooFew = new JsonRecordDecoder(plan, new DecodeLimits(1 << 20, 2, 29, 30, 5, 7));
        for (int i = 0; i < 3; i++) {
            enough.decode(record, scanned);
            assertThat(scanned.rejection).isNull();
            tooFew.decode(record, scanned);
            assertThat(scanned.rejection).isEqualTo(RejectReason.LIMIT_EXCEEDED);
        }
    }

    /* As a number it has no place inside that is read, as an object it has. */
    @Test
    void aFieldThatIsFirstAnObjectAndThenANumberIsTheNumberOnly() {
        TopicPlan both = TopicPlan.of(
                List.of(monitor("one").numeric("/o").numeric("/o/a").build()));
        JsonRecordDecoder scanning = new JsonRecordDecoder(both);
        for (String record : List.of("{\"o\":{\"a\":1},\"o\":5}", "{\"o\":5,\"o\":{\"a\":1}}")) {
            JsonRecordDecoder.parsing(both).decode(record.getBytes(UTF_8), parsed);
            for (int i = 0; i < 3; i++) {
                scanning.decode(record.getBytes(UTF_8), scanned);
                requireParsed(record);
            }
        }
    }

    @Test
    void halfASurrogatePairInAPathIsNotTheQuestionMarkThatEncodersMakeOfIt() {
        TopicPlan half = TopicPlan.of(List.of(monitor("one").numeric("/\ud800").build()));
        byte[] record = "{\"?\":5}".getBytes(UTF_8);

        new JsonRecordDecoder(half).decode(record, scanned);
        JsonRecordDecoder.parsing(half).decode(record, parsed);

        assertThat(scanned.cells[0]).isEqualTo(parsed.cells[0]);
    }

    private static List<String> namesOfOneHash(int count) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "n" + i)
                .filter(name -> (fnv(name) & 0xFFF) == 0)
                .limit(count)
                .toList();
    }

    private static int fnv(String name) {
        int hash = 0x811c9dc5;
        for (byte b : name.getBytes(UTF_8)) {
            hash = (hash ^ b) * 0x01000193;
        }
        return hash ^ (hash >>> 16);
    }

    @Test
    void whatStandsNearTheEndOfARecordIsReadAsAnywhere() {
        for (String last : List.of(
                "\"c\":\"red\"",
                "\"c\":\"\"",
                "\"a\":12",
                "\"é\":\"é\"",
                "\"m\":true",
                "\"zzzzzzzzzzzzzzz\":0",
                "\"a\":" + "1".repeat(EightBytes.WIDE),
                "\"n\":" + "1".repeat(EightBytes.WIDE))) {
            for (int spaces = 0; spaces < 40; spaces++) {
                String json = "{\"b\":1," + last + "}" + " ".repeat(spaces);
                requireSame(json.getBytes(UTF_8));
                requireSame(json.substring(0, json.length() - 1).getBytes(UTF_8));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void fieldsMayComeInAnyOrderFromRecordToRecord(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2000; i++) {
            StringBuilder json = new StringBuilder("{\"z\":0");
            for (int f = random.nextInt(12); f > 0; f--) {
                json.append(",\"n").append(random.nextInt(2000)).append("\":").append(random.nextInt(30));
            }
            json.append(random.nextBoolean() ? ",\"a\":5" : "").append(random.nextBoolean() ? ",\"c\":\"red\"" : "");
            requireSame(json.append('}').toString().getBytes(UTF_8));
        }
    }

    /* The same when the names are known, and in which order they come, and where there is room to look ahead. */
    private boolean scans(String json) {
        byte[] record = json.getBytes(UTF_8);
        RecordFields fields = new RecordFields(plan.segmentStart(1));
        fields.start(new int[plan.features()], new String[plan.features()], plan.missing(), "");
        RecordScanner scanner = new RecordScanner(plan, DecodeLimits.DEFAULT, fields);
        boolean first = scanner.read(record, 0, record.length);
        byte[] amidOthers = Arrays.copyOf(record, record.length + EightBytes.WIDE + 1);
        assertThat(scanner.read(amidOthers, 0, record.length)).isEqualTo(first);
        return first;
    }

    private void requireSame(byte[] record) {
        decoder.decode(record, scanned);
        parsing.decode(record, parsed);
        String text = new String(record, UTF_8);
        requireParsed(text);
        decodeAmidOthers(record);
        requireParsed(text);
        assertThat(scanned.raw()).isEqualTo(record);
    }

    /* What stands before and behind a record would make another number, name, text or end of it. */
    private void decodeAmidOthers(byte[] record) {
        byte[] before = "7\"\u00e4{\"a\":5,".getBytes(UTF_8);
        byte[] behind = ("3}\",\"a\":1}\u00e4]}" + "1".repeat(EightBytes.WIDE)).getBytes(UTF_8);
        byte[] all = new byte[before.length + record.length + behind.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(record, 0, all, before.length, record.length);
        System.arraycopy(behind, 0, all, before.length + record.length, behind.length);
        decoder.decode(all, before.length, before.length + record.length, scanned);
    }

    private void requireParsed(String text) {
        assertThat(scanned.rejection).as(text).isEqualTo(parsed.rejection);
        assertThat(scanned.detail).as(text).isEqualTo(parsed.detail);
        if (parsed.rejection == null) {
            assertThat(Arrays.toString(scanned.cells)).as(text).isEqualTo(Arrays.toString(parsed.cells));
            assertThat(scanned.segments).as(text).isEqualTo(parsed.segments);
            assertThat(scanned.eventTime).as(text).isEqualTo(parsed.eventTime);
        }
    }
}
