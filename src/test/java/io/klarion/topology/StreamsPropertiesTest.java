package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.klarion.config.ConfigException;
import io.klarion.config.ConfigLoader;
import io.klarion.config.Problem;
import io.klarion.topology.StreamsSettings.StartFrom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsPropertiesTest {

    @TempDir
    Path directory;

    @Test
    void whatCorrectCountsDependOnIsSet() {
        assertThat(of(Map.of()))
                .containsEntry("application.id", "app")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("main.consumer.auto.offset.reset", "none")
                .containsEntry("ensure.explicit.internal.resource.naming", "true")
                .containsEntry("topology.optimization", "none");
    }

    @Test
    void theTokenAlwaysHasACacheToWaitIn() {
        assertThat(Long.parseLong(of(Map.of()).getProperty("statestore.cache.max.bytes")))
                .isPositive();
    }

    @Test
    void clientPropertiesArePassedThrough() {
        assertThat(of(Map.of("security.protocol", "SASL_SSL", "consumer.fetch.min.bytes", "7")))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("consumer.fetch.min.bytes", "7");
    }

    @ParameterizedTest
    @CsvSource({
        "session.timeout.ms, consumer.session.timeout.ms",
        "max.poll.records, consumer.max.poll.records",
        "transaction.timeout.ms, producer.transaction.timeout.ms",
        "max.block.ms, producer.max.block.ms",
        "max.request.size, producer.max.request.size"
    })
    void ownDefaultsGiveWayToThePropertyWithAndWithoutPrefix(String plain, String prefixed) {
        assertThat(client(prefixed, of(Map.of(plain, "12345")))).isEqualTo("12345");
        assertThat(client(prefixed, of(Map.of(prefixed, "12345")))).isEqualTo("12345");
        assertThat(client(prefixed, of(Map.of()))).isNotEqualTo("12345");
    }

    @ParameterizedTest
    @CsvSource({
        "linger.ms, 5, 8388608",
        "max.request.size, 1000, 8388608",
        "max.request.size, 20971520, 20971520",
        "producer.max.request.size, 20971520, 20971520",
        "topic.max.message.bytes, 1048576, 1048576"
    })
    void topicsTakeWhatProducersSend(String property, String value, String expected) {
        assertThat(of(Map.of(property, value))).containsEntry("topic.max.message.bytes", expected);
    }

    @Test
    void aPollBringsWhatIsAskedOfIt() {
        assertThat(client("consumer.max.poll.records", of(Map.of()))).isEqualTo("250");
    }

    /* What the client would get, as Streams itself puts it together. */
    private static String client(String prefixed, Properties properties) {
        String name = prefixed.substring(prefixed.indexOf('.') + 1);
        StreamsConfig config = new StreamsConfig(properties);
        Map<String, Object> client = prefixed.startsWith("consumer.")
                ? config.getMainConsumerConfigs("group", "client", 0)
                : config.getProducerConfigs("client");
        return String.valueOf(client.get(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "processing.guarantee",
                "commit.interval.ms",
                "auto.offset.reset",
                "consumer.auto.offset.reset",
                "main.consumer.isolation.level",
                "main.consumer.enable.auto.commit",
                "deserialization.exception.handler",
                "production.exception.handler",
                "processing.exception.handler",
                "default.timestamp.extractor"
            })
    void aPropertyThatWouldBreakAPromiseIsRefused(String property) {
        assertThatThrownBy(() -> of(Map.of(property, "x")))
                .isInstanceOf(StartException.class)
                .hasMessage("kafka: must not set " + property
                        + ", on which correct counts depend; see the streams section");
    }

    @Test
    void allRefusedPropertiesAreNamedAtOnce() {
        assertThatThrownBy(() -> of(Map.of("state.dir", "x", "application.id", "y", "client.rack", "z")))
                .hasMessage("kafka: must not set application.id, state.dir, on which correct counts depend;"
                        + " see the streams section");
    }

    @Test
    void whateverIsRefusedHereIsAProblemOfTheConfigurationBefore() throws IOException {
        Set<String> owned = StreamsProperties.owned(settings(Map.of()));
        Path file = Files.writeString(directory.resolve("klarion.yaml"), """
                monitors:
                  - name: loans
                    source: { topics: [loan-features] }
                    window: { size: 5m }
                    reference: { file: loans.json }
                kafka: {%s: x }
                """.formatted(String.join(": x, ", owned)));

        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(file, Map.of()));

        assertThat(refused.problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrderElementsOf(
                        owned.stream().map(name -> "kafka." + name).toList());
    }

    @Test
    void aValueThatKafkaRefusesIsReportedAsTheOperatorsMistake() {
        assertThatThrownBy(() -> StreamsProperties.requireUsable(settings(Map.of("request.timeout.ms", "soon"))))
                .isInstanceOf(StartException.class)
                .hasMessage("kafka: must be usable client properties, was refused: Invalid value soon for configuration"
                        + " request.timeout.ms: Not a number of type INT");
    }

    private static Properties of(Map<String, String> kafka) {
        return StreamsProperties.of(settings(kafka), 250);
    }

    private static StreamsSettings settings(Map<String, String> kafka) {
        Map<String, String> all = new HashMap<>(kafka);
        all.put("bootstrap.servers", "127.0.0.1:9");
        return TestSettings.with("app", all, Path.of("state"), StartFrom.EARLIEST, true);
    }
}
