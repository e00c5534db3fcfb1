package io.klarion.codec;

import static io.klarion.codec.TestMonitors.monitor;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.monitor.EventTimeSpec.Unit;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.RejectReason;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which records the decoder refuses, and what it says of them. */
class JsonRecordRejectionTest {

    private final BinnedRecord record = new BinnedRecord();

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"{}", "{\"ts\":null}", "{\"ts\":5,\"ts\":null}"})
    void anAbsentEventTimeRejects(String json) {
        decode(monitor("m").time("/ts", Unit.MILLIS), json);

        assertRejected(RejectReason.TIME_MISSING, "/ts: must be there, was absent or null");
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"-1", "true", "\"yesterday\"", "{\"ts\":5}", "[5]", "253402300800000", "1e99", "\"\""})
    void anUnreadableEventTimeRejects(String value) {
        decode(monitor("m").time("/ts", Unit.MILLIS), "{\"ts\":" + value + "}");

        assertRejected(RejectReason.TIME_INVALID, "/ts: must be a time from 1970 to 9999 written as millis, was not");
    }

    @Test
    void aNumberIsNoIsoTime() {
        decode(monitor("m").time("/ts", Unit.ISO8601), "{\"ts\":20260101}");

        assertRejected(RejectReason.TIME_INVALID, "/ts: must be a time from 1970 to 9999 written as iso8601, was not");
    }

    @Test
    void noBytesAreEmpty() {
        monitor("m").decoder().decode(null, record);

        assertRejected(RejectReason.EMPTY, "");
        assertThat(record.raw()).isNull();
    }

    @Test
    void theBytesAreKept() {
        byte[] bytes = "{nonsense".getBytes(UTF_8);
        monitor("m").decoder().decode(bytes, record);

        assertThat(record.raw()).isSameAs(bytes);
    }

    @Test
    void aRecordOverTheLimitIsTooLargeUnread() {
        TopicPlan plan = TopicPlan.of(List.of(monitor("m").build()));
        JsonRecordDecoder decoder = new JsonRecordDecoder(plan, DecodeLimits.DEFAULT.withMaxBytes(10));

        decoder.decode("{\"a\":1234}".getBytes(UTF_8), record);
        assertThat(record.rejection).isNull();
        decoder.decode("{\"a\":12345}".getBytes(UTF_8), record);
        assertRejected(RejectReason.TOO_LARGE, "must be at most 10 bytes, was 11");
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "{",
                "{\"x\":",
                "{\"x\":1",
                "{\"x\":1,}",
                "{'x':1}",
                "{\"x\":NaN}",
                "{\"x\":Infinity}",
                "{\"x\":-Infinity}",
                "{\"x\":+1}",
                "{\"x\":01}",
                "{\"x\":.5}",
                "{\"x\":5.}",
                "{\"y\":5.}",
                "{\"x\":1}}",
                "{\"x\":1}{\"x\":2}",
                "{\"x\":1} trailing",
                "{\"x\":1}]",
                "{\"x\":[1}",
                "{\"y\":[1}",
                "{\"y\":tru}",
                "{\"y\":\"\\x\"}",
                "{\"y\":\"\t\"}",
                "{\"x\":1 /* comment */}",
                "\uFEFF{\"x\":1}",
                "5",
                "\"text\"",
                "null",
                "[{\"x\":1}]"
            })
    void whatIsNotOneJsonObjectIsMalformed(String text) {
        decode(monitor("m").numeric("/x"), text);

        assertThat(record.rejection).isEqualTo(RejectReason.MALFORMED);
        assertThat(record.detail).startsWith("must be ");
    }

    @Test
    void aMalformedRecordIsLocatedButNotQuoted() {
        decode(monitor("m").numeric("/x"), "{\"x\":1,\n \"y\": secret}");

        assertRejected(RejectReason.MALFORMED, "must be JSON, was not at line 2, column 7");
    }

    @Test
    void anotherDocumentAfterTheObjectIsLocated() {
        decode(monitor("m").numeric("/x"), "{\"x\":1} {}");

        assertRejected(RejectReason.MALFORMED, "must be one JSON object, was not at line 1, column 9");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"C0AF, 6", "EDA080, 6", "FF, 6", "C3, 6", "F4908080, 6"})
    void bytesThatAreNotUtf8AreMalformedEvenWhereNothingIsRead(String hex, int place) {
        byte[] bad = HexFormat.of().parseHex(hex);
        byte[] bytes = "{\"y\":\"".getBytes(UTF_8);
        byte[] all = Arrays.copyOf(bytes, bytes.length + bad.length + 2);
        System.arraycopy(bad, 0, all, bytes.length, bad.length);
        System.arraycopy("\"}".getBytes(UTF_8), 0, all, bytes.length + bad.length, 2);

        monitor("m").numeric("/x").decoder().decode(all, record);

        assertRejected(RejectReason.MALFORMED, "must be UTF-8, was not at byte " + place);
    }

    private void decode(TestMonitors monitor, String json) {
        monitor.decoder().decode(json.getBytes(UTF_8), record);
    }

    private void assertRejected(RejectReason reason, String detail) {
        assertThat(record.rejection).isEqualTo(reason);
        assertThat(record.detail).isEqualTo(detail);
    }
}
