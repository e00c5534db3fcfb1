package io.klarion.codec;

import static io.klarion.codec.TestMonitors.monitor;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.distribution.JointBinning;
import io.klarion.core.monitor.EventTimeSpec.Unit;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.RejectReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRecordDecoderTest {

    private static final int MISSING_NUMBER = TestMonitors.TENS.missing();
    private static final int INVALID_NUMBER = TestMonitors.TENS.invalid();

    private final BinnedRecord record = new BinnedRecord();

    @Test
    void theTextOfAnUnlistedValueIsKeptOnlyWhereTheFeatureShowsItsValues() {
        JsonRecordDecoder decoder = monitor("m").categorical("/c").shown().decoder();

        decoder.decode("{\"c\":\"kiosk\"}".getBytes(UTF_8), record);
        assertThat(record.others[0]).isEqualTo("kiosk");
        decoder.decode("{\"c\":17}".getBytes(UTF_8), record);
        assertThat(record.others[0]).isEqualTo("17");
        decoder.decode(("{\"c\":\"" + "x".repeat(300) + "\"}").getBytes(UTF_8), record);
        assertThat(record.others[0]).hasSize(256);

        BinnedRecord hidden = new BinnedRecord();
        monitor("m").categorical("/c").decoder().decode("{\"c\":\"kiosk\"}".getBytes(UTF_8), hidden);
        assertThat(hidden.others).isEmpty();
    }

    @Test
    void aSystemPropertyLeavesEveryRecordToTheParser() {
        assertThat(monitor("m").numeric("/x").decoder().isScanning()).isTrue();
        System.setProperty(JsonRecordDecoder.PARSE_ONLY, "true");
        try {
            JsonRecordDecoder decoder = monitor("m").numeric("/x").decoder();
            assertThat(decoder.isScanning()).isFalse();
            decoder.decode("{\"x\":15}".getBytes(UTF_8), record);
            assertThat(record.cells[0]).isEqualTo(TestMonitors.TENS.cellOf(15));
        } finally {
            System.clearProperty(JsonRecordDecoder.PARSE_ONLY);
        }
    }

    @Test
    void thePairOfTwoValuesIsMadeOfTheirCells() {
        JsonRecordDecoder decoder =
                monitor("m").numeric("/x").categorical("/c").pair(0, 1).decoder();
        JointBinning pair = (JointBinning) monitor("m")
                .numeric("/x")
                .categorical("/c")
                .pair(0, 1)
                .build()
                .layout()
                .feature(2)
                .binning();

        decoder.decode("{\"c\":\"red\",\"x\":5}".getBytes(UTF_8), record);
        assertThat(pair.label(record.cells[2])).isEqualTo("below 10 & red");
        decoder.decode("{\"c\":\"green\",\"x\":5,\"x\":15}".getBytes(UTF_8), record);
        assertThat(pair.label(record.cells[2])).isEqualTo("from 10 & green");
        decoder.decode("{\"c\":\"red\"}".getBytes(UTF_8), record);
        assertThat(record.cells[2]).isEqualTo(pair.missing());
        decoder.decode("{\"c\":\"red\",\"x\":\"y\"}".getBytes(UTF_8), record);
        assertThat(record.cells[2]).isEqualTo(pair.invalid());
    }

    @ParameterizedTest(name = "{0} is in cell {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            -0.1          | below
            -1e300        | below
            -0.0          | [0, 10)
            0             | [0, 10)
            9.999999999   | [0, 10)
            10            | [10, 20]
            1e1           | [10, 20]
            20.0          | [10, 20]
            20.0000000001 | above
            12345678901234567890123 | above
            1e400         | invalid
            -1e400        | invalid
            null          | missing
            "5"           | invalid
            ""            | invalid
            true          | invalid
            {}            | invalid
            [5]           | invalid
            """)
    void numericValuesHaveTheirCell(String value, String cell) {
        decode(monitor("m").numeric("/x"), "{\"x\":" + value + "}");

        assertThat(record.rejection).isNull();
        assertThat(TestMonitors.TENS.label(record.cells[0])).isEqualTo(cell);
    }

    @ParameterizedTest(name = "{0} is in cell {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "red"         | 0
            "r\\u0065d"   | 0
            "green"       | 1
            "Green"       | 5
            1             | 2
            "1"           | 2
            1.0           | 5
            true          | 3
            false         | 5
            ""            | 4
            "blue"        | 5
            "\\ud83d\\ude00" | 5
            null          | 6
            {}            | 7
            ["red"]       | 7
            """)
    void categoricalValuesHaveTheirCell(String value, int cell) {
        decode(monitor("m").categorical("/x"), "{\"x\":" + value + "}");

        assertThat(record.cells[0]).isEqualTo(cell);
    }

    @ParameterizedTest(name = "{0} is in cell {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            false   | 0
            true    | 1
            null    | 3
            "true"  | 4
            1       | 4
            0       | 4
            []      | 4
            """)
    void booleanValuesHaveTheirCell(String value, int cell) {
        decode(monitor("m").bool("/x"), "{\"x\":" + value + "}");

        assertThat(record.cells[0]).isEqualTo(cell);
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /a/b/c     | {"a":{"x":{"c":99},"b":{"c":5}},"b":99}
            /a~1b      | {"a":{"b":99},"a/b":5}
            /m~0n      | {"m~0n":99,"m~n":5}
            /~01       | {"/":99,"~1":5}
            /          | {"":5}
            /a/        | {"a":{"":5}}
            /é         | {"\\u00e9":5}
            /a/1       | {"a":[99,5,99]}
            /a/1       | {"a":{"1":5}}
            /a/0/b/2   | {"a":[{"b":[1e9,{"z":[]},5]},99]}
            /a         | {"skipped":{"a":99,"deep":[[{"a":99}]]},"a":5}
            """)
    void pointersFindTheirValue(String path, String json) {
        decode(monitor("m").numeric(path), json);

        assertThat(TestMonitors.TENS.label(record.cells[0])).isEqualTo("[0, 10)");
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /a/b  | {"a":5}
            /a/b  | {"b":5}
            /a/b  | {"a":null}
            /a/01 | {"a":[1,2]}
            /a/-  | {"a":[1,2]}
            /a/2  | {"a":[1,2]}
            /a    | {}
            /a    | {"A":5}
            """)
    void pointersToNothingAreMissing(String path, String json) {
        decode(monitor("m").numeric(path), json);

        assertThat(record.rejection).isNull();
        assertThat(record.cells[0]).isEqualTo(MISSING_NUMBER);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":{"b":5},"a":{"b":99}}         | above
            {"a":{"b":99},"a":{"b":5}}         | [0, 10)
            {"a":{"b":5,"b":99}}               | above
            {"a":{"b":5},"a":{"c":1}}          | missing
            {"a":{"b":5},"a":7}                | missing
            {"a":{"b":5},"a":null}             | missing
            {"a":{"b":5},"a":{"b":{}}}         | invalid
            {"a":{"b":5},"a":[1],"a":{"b":15}} | [10, 20]
            """)
    void ofEqualNamesTheLastOneWins(String json, String cell) {
        decode(monitor("m").numeric("/a/b"), json);

        assertThat(TestMonitors.TENS.label(record.cells[0])).isEqualTo(cell);
    }

    @Test
    void allMonitorsOfTheTopicAreServedInOnePass() {
        TopicPlan plan = TopicPlan.of(List.of(
                monitor("one").numeric("/x").categorical("/c").segmentBy("/c").build(),
                monitor("two").bool("/b").numeric("/x").numeric("/o").build(),
                monitor("three")
                        .categorical("/x")
                        .segmentBy("/b", "/gone", "/x")
                        .build()));

        new JsonRecordDecoder(plan).decode("{\"c\":\"green\",\"b\":true,\"x\":15,\"o\":{}}".getBytes(UTF_8), record);

        assertThat(plan.featureStart(1)).isEqualTo(2);
        assertThat(plan.featureStart(2)).isEqualTo(5);
        assertThat(plan.featureStart(3)).isEqualTo(6);
        assertThat(record.cells).containsExactly(2, 1, 1, 2, INVALID_NUMBER, 5);
        assertThat(record.segments).containsExactly("green", "", "true\u001f(missing)\u001f15");
    }

    @Test
    void nothingIsLeftOverFromTheRecordBefore() {
        JsonRecordDecoder decoder = monitor("m")
                .numeric("/x")
                .categorical("/c")
                .segmentBy("/s")
                .time("/ts", Unit.MILLIS)
                .decoder();
        decoder.decode("{\"x\":5,\"c\":\"red\",\"s\":\"DE\",\"ts\":7}".getBytes(UTF_8), record);
        int[] cells = record.cells;

        decoder.decode("{\"ts\":\"gone\"}".getBytes(UTF_8), record);
        assertThat(record.rejection).isEqualTo(RejectReason.TIME_INVALID);
        assertThat(record.eventTime).isEqualTo(-1);

        decoder.decode("{\"ts\":8}".getBytes(UTF_8), record);
        assertThat(record.rejection).isNull();
        assertThat(record.detail).isEmpty();
        assertThat(record.cells).isSameAs(cells).containsExactly(MISSING_NUMBER, 6);
        assertThat(record.segments).containsExactly("(missing)");
        assertThat(record.eventTime).isEqualTo(8);
    }

    @Test
    void longerArraysOfTheRecordAreKept() {
        record.cells = new int[] {7, 7, 7};
        record.segments = new String[] {"x", "y"};

        decode(monitor("m").numeric("/x"), "{\"x\":5}");

        assertThat(record.cells).containsExactly(1, 7, 7);
        assertThat(record.segments).containsExactly("", "y");
    }

    @ParameterizedTest(name = "{0} is called {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "DE"              | DE
            ""                | ``
            " a b "           | ` a b `
            12.50             | 12.50
            true              | true
            null              | (missing)
            {"a":1}           | (invalid)
            []                | (invalid)
            "a\\u001fb"       | ab
            "x\\ud800y"       | x\uFFFDy
            "x\\udc00\\ud83d" | x\uFFFD\uFFFD
            "\\ud83d\\ude00"  | \uD83D\uDE00
            """)
    void groupByValuesBecomeTexts(String value, String text) {
        decode(monitor("m").segmentBy("/s"), "{\"s\":" + value + "}");

        assertThat(record.segments).containsExactly(text);
    }

    @Test
    void longGroupByTextsAreCutWithoutSplittingACharacter() {
        decode(
                monitor("m").segmentBy("/a", "/b"),
                "{\"a\":\"" + "x".repeat(300) + "\",\"b\":\"" + "x".repeat(255) + "😀\"}");

        assertThat(record.segments).containsExactly("x".repeat(256) + "\u001f" + "x".repeat(255));
    }

    @Test
    void theSameGroupByTextIsTheSameString() {
        JsonRecordDecoder decoder = monitor("m").segmentBy("/s").decoder();
        decoder.decode("{\"s\":\"DE\"}".getBytes(UTF_8), record);
        String first = record.segments[0];
        decoder.decode("{\"s\":\"DE\"}".getBytes(UTF_8), record);

        assertThat(record.segments[0]).isSameAs(first);
    }

    @Test
    void moreDifferentGroupByTextsThanAreRememberedAreStillRight() {
        JsonRecordDecoder decoder = monitor("m").segmentBy("/s").decoder();
        for (int i = 0; i < 10_000; i++) {
            decoder.decode(("{\"s\":\"s" + i % 5000 + "\"}").getBytes(UTF_8), record);
            assertThat(record.segments[0]).isEqualTo("s" + i % 5000);
        }
    }

    @Test
    void withoutAFieldTheEventTimeIsLeftToTheCaller() {
        decode(monitor("m").numeric("/x"), "{\"x\":1}");

        assertThat(TopicPlan.of(List.of(monitor("m").build())).usesRecordTimestamp())
                .isTrue();
        assertThat(record.rejection).isNull();
        assertThat(record.eventTime).isEqualTo(-1);
    }

    @Test
    void anEventTimeFieldMayBeAFeatureToo() {
        decode(monitor("m").numeric("/ts").time("/ts", Unit.SECONDS), "{\"ts\":15.5}");

        assertThat(record.eventTime).isEqualTo(15_500);
        assertThat(record.cells).containsExactly(2);
    }

    @Test
    void longTextsBeyondAsciiAreStillUtf8() {
        decode(monitor("m").categorical("/x"), "{\"y\":\"" + "é😀".repeat(5000) + "\",\"x\":\"red\"}");

        assertThat(record.rejection).isNull();
        assertThat(record.cells).containsExactly(0);
    }

    private void decode(TestMonitors monitor, String json) {
        monitor.decoder().decode(json.getBytes(UTF_8), record);
    }
}
