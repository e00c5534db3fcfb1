package io.klarion.codec;

import static io.klarion.codec.TestMonitors.monitor;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is JSON and what is not: the accept and reject cases of the JSON test suite, each as a field that is read, a
 * field that is skipped, and inside one; and one rule for each case where readers of JSON differ.
 */
class JsonConformanceTest {

    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");
    private static final int CASES_ACCEPTED = 95;
    private static final int CASES_REFUSED = 191;

    private final JsonRecordDecoder decoder = monitor("m")
            .numeric("/n")
            .categorical("/c")
            .bool("/d/b")
            .segmentBy("/s")
            .decoder();
    private final BinnedRecord record = new BinnedRecord();

    static Stream<Arguments> accepted() throws IOException {
        return cases("values-accepted.txt");
    }

    static Stream<Arguments> refused() throws IOException {
        return cases("values-refused.txt");
    }

    private static Stream<Arguments> cases(String file) throws IOException {
        try (InputStream in = JsonConformanceTest.class.getResourceAsStream("/json/" + file)) {
            String text = new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .map(parts -> Arguments.of(parts[0], parts[1]));
        }
    }

    @Test
    void noCaseIsLost() throws IOException {
        assertThat(accepted()).hasSize(CASES_ACCEPTED);
        assertThat(refused()).hasSize(CASES_REFUSED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void whatIsJsonIsReadWhereverItStands(String name, String value) {
        for (String field : new String[] {"n", "c", "d", "s", "x"}) {
            decode("{\"" + field + "\":" + value + "}");
            assertThat(record.rejection).as("as " + field).isNull();
        }
        decode("{\"d\":{\"x\":" + value + ",\"b\":true},\"x\":[" + value + "]}");
        assertThat(record.rejection).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatIsNotJsonIsRejectedWhereverItStands(String name, String value) {
        for (String field : new String[] {"n", "c", "d", "s", "x"}) {
            decode("{\"" + field + "\":" + value + "}");
            requireRejected("as " + field);
        }
        decode("{\"d\":{\"x\":" + value + ",\"b\":true}}");
        requireRejected("inside what is read");
        decode(value);
        requireRejected("as the record");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a name given twice: the last one wins        | {"n":5,"n":15}                | [10, 20]
            and with it all that is inside               | {"d":{"b":true},"d":{},"n":5} | [0, 10)
            a name written with an escape is that name   | {"\\u006e":5}                 | [0, 10)
            a byte-order mark                            | \\xef\\xbb\\xbf{"n":5}          | malformed
            a byte-order mark inside                     | {\\xef\\xbb\\xbf"n":5}          | malformed
            UTF-16, little end first                     | {\\x00"\\x00}\\x00             | malformed
            UTF-16, big end first                        | \\xfe\\xff\\x00{\\x00}         | malformed
            a byte that is not UTF-8 in a text skipped   | {"x":"\\xff","n":5}           | malformed
            an overlong form                             | {"x":"\\xc0\\xaf","n":5}       | malformed
            a surrogate in UTF-8                         | {"x":"\\xed\\xa0\\x80","n":5}  | malformed
            beyond the last code point                   | {"x":"\\xf4\\x90\\x80\\x80"}   | malformed
            half a pair, escaped, is a text like another | {"x":"\\ud800","n":5}         | [0, 10)
            in a name it is not                          | {"\\udfaa":0,"n":5}           | malformed
            nor its other half                           | {"\\ud83d":0,"n":5}           | malformed
            though the pair is                           | {"\\ud83d\\ude00":0,"n":5}     | [0, 10)
            NUL, escaped                                 | {"x":"\\u0000","n":5}         | [0, 10)
            NUL, bare, in a text                         | {"x":"\\x00","n":5}           | malformed
            NUL behind the record                        | {"n":5}\\x00                  | malformed
            a second record behind the first             | {"n":5}{"n":5}                | malformed
            NaN                                          | {"n":NaN}                     | malformed
            Infinity, skipped                            | {"x":-Infinity,"n":5}         | malformed
            a number too large                           | {"n":1e400}                   | invalid
            a number too large, negative                 | {"n":-1e400}                  | invalid
            a number too small is zero                   | {"n":1e-400}                  | [0, 10)
            a number with a huge exponent                | {"n":1e999999999999}          | invalid
            a number with a huge negative exponent       | {"n":1e-999999999999}         | [0, 10)
            minus zero is zero                           | {"n":-0}                      | [0, 10)
            minus zero with a fraction is zero           | {"n":-0.0e5}                  | [0, 10)
            more digits than a double holds              | {"n":9.99999999999999999999}  | [10, 20]
            a whole number beyond 64 bits                | {"n":123123123123123123123}   | above
            nothing but blanks                           | `  `                          | malformed
            """)
    void whereReadersOfJsonDifferThereIsOneRule(String rule, String document, String outcome) {
        decode(document);

        String found = record.rejection == null ? TestMonitors.TENS.label(record.cells[0]) : record.rejection.key();
        assertThat(found).isEqualTo(outcome);
    }

    private void requireRejected(String where) {
        assertThat(record.rejection).as(where).isIn(RejectReason.MALFORMED, RejectReason.LIMIT_EXCEEDED);
        assertThat(record.detail).as(where).startsWith("must ");
    }

    private void decode(String text) {
        decoder.decode(bytes(text), record);
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        for (MatchResult found : BYTE.matcher(text).results().toList()) {
            bytes.writeBytes(text.substring(at, found.start()).getBytes(UTF_8));
            bytes.write(Integer.parseInt(found.group(1), 16));
            at = found.end();
        }
        bytes.writeBytes(text.substring(at).getBytes(UTF_8));
        return bytes.toByteArray();
    }
}
