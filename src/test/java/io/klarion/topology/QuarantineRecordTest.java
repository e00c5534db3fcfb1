package io.klarion.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.SchemaMutants;
import io.klarion.codec.ShippedSchema;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.RejectReason;
import io.klarion.core.protocol.SourcePartition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class QuarantineRecordTest {

    private static final ShippedSchema SCHEMA = new ShippedSchema("quarantine");

    private static Record<byte[], byte[]> record(RejectReason reason, byte @Nullable [] raw) {
        Quarantined rejected = new Quarantined(
                new SourcePartition("loan-features", 3), 42, 1_767_268_800_000L, reason, "must be JSON, wäs not", raw);
        return QuarantineRecord.of(rejected, 99);
    }

    private static Map<String, String> headers(Record<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }

    /* The record as the schema describes it. */
    private static JsonNode json(Record<byte[], byte[]> record) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        object.put("key", new String(record.key(), UTF_8));
        object.put("value", record.value());
        headers(record).forEach(object.putObject("headers")::put);
        return JsonMapper.shared().readTree(object.toString());
    }

    @Test
    void theHeadersSayWhyAndWhere() {
        Record<byte[], byte[]> record = record(RejectReason.MALFORMED, "{oops".getBytes(UTF_8));

        assertThat(record.key()).isEqualTo("loan-features-3@42".getBytes(UTF_8));
        assertThat(record.value()).isEqualTo("{oops".getBytes(UTF_8));
        assertThat(record.timestamp()).isEqualTo(99);
        assertThat(headers(record))
                .containsExactly(
                        Map.entry("klarion.reason", "malformed"),
                        Map.entry("klarion.detail", "must be JSON, wäs not"),
                        Map.entry("klarion.topic", "loan-features"),
                        Map.entry("klarion.partition", "3"),
                        Map.entry("klarion.offset", "42"),
                        Map.entry("klarion.timestamp", "1767268800000"),
                        Map.entry("klarion.length", "5"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1_000_000})
    void theValueIsCutToALimitAndItsLengthIsKept(int length) {
        Record<byte[], byte[]> record = record(RejectReason.TOO_LARGE, new byte[length]);

        assertThat(record.value()).hasSize(Math.min(length, 65_536));
        assertThat(headers(record)).containsEntry("klarion.length", Integer.toString(length));
        assertThat(SCHEMA.problems(json(record))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RejectReason.class)
    void everyReasonObeysTheSchema(RejectReason reason) {
        assertThat(SCHEMA.problems(json(record(reason, null)))).isEmpty();
    }

    @Test
    void theSchemaKnowsExactlyTheReasonsAndHeaders() {
        JsonNode reasons = SCHEMA.at("/properties/headers/properties/klarion.reason/enum");

        assertThat(reasons.values())
                .extracting(JsonNode::stringValue)
                .containsExactlyElementsOf(
                        Stream.of(RejectReason.values()).map(RejectReason::key).toList());
        assertThat(SCHEMA.at("/properties/headers/properties").propertyNames())
                .containsExactlyElementsOf(
                        headers(record(RejectReason.EMPTY, null)).keySet());
    }

    @Test
    void noFieldMayBeWrong() {
        Map<String, JsonNode> mutants = SchemaMutants.of(json(record(RejectReason.EMPTY, null)), List.of());

        assertThat(mutants).hasSize(32);
        assertThat(SCHEMA.accepted(mutants)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /key                       | "loan-features"
            /key                       | "loan-features-3@-1"
            /headers/klarion.reason    | "MALFORMED"
            /headers/klarion.partition | "-1"
            /headers/klarion.partition | 3
            /headers/klarion.offset    | "04"
            /headers/klarion.timestamp | "now"
            """)
    void noValueMayBeOutOfItsRange(String pointer, String value) {
        assertThat(SCHEMA.problems(SchemaMutants.with(json(record(RejectReason.EMPTY, null)), pointer, value)))
                .isNotEmpty();
    }
}
