package io.klarion.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.SampleAlerts;
import io.klarion.core.alert.Severity;
import io.klarion.core.distribution.Segment;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertJsonTest {

    private static final String GOLDEN = """
            {"id":"a1b2","monitor":"loans","segment":{"country":"DE"},"feature":"income",
            "kind":"drift","severity":"critical","state":"FIRING",
            "onset":{"start":"2026-01-01T12:00:00Z","end":"2026-01-01T12:05:00Z"},
            "window":{"start":"2026-01-01T12:10:00Z","end":"2026-01-01T12:15:00Z"},
            "value":0.31,"lower":0.27,"upper":0.33,"threshold":0.1,"n":1000,
            "top_cells":[{"cell":"[0, 1)","count":600,"window":0.6,"reference":0.4,"contribution":0.25},
            {"cell":"[1, 2]","count":390,"window":0.39,"reference":0.59,"contribution":0.06},
            {"cell":"missing","count":10,"window":0.01,"reference":0.01,"contribution":0.0}],
            "revision":0,"summary":"income drifted: KL 0.31 nats"}""".replace("\n", "");

    @Test
    void anAlertIsOneObjectWithItsFieldsInAFixedOrder() {
        Alert alert = SampleAlerts.alert(2, "income", AlertTransition.FIRING, Severity.CRITICAL);

        assertThat(new String(AlertJson.write(alert), UTF_8)).isEqualTo(GOLDEN);
        assertThat(AlertJson.read(GOLDEN.getBytes(UTF_8))).isEqualTo(alert);
        assertThat(AlertJson.key(alert)).isEqualTo("a1b2");
    }

    @Test
    void whatAnAlertDoesNotHaveIsLeftOutAndInfinitiesAreTexts() {
        Alert alert = new Alert(
                "a1b2",
                "loans",
                List.of(),
                Segment.ALL,
                "in\"come\uD800",
                AlertKind.SCHEMA,
                Severity.WARNING,
                AlertTransition.RESOLVED,
                0,
                1,
                1,
                2,
                OptionalDouble.of(Double.POSITIVE_INFINITY),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                0,
                List.of(),
                0,
                "no data\uDC00\u2028");

        assertThat(new String(AlertJson.write(alert), UTF_8)).isEqualTo("""
                {"id":"a1b2","monitor":"loans","segment":{},"feature":"in\\"come\uFFFD",
                "kind":"schema","severity":"warning","state":"RESOLVED",
                "onset":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T00:00:00.001Z"},
                "window":{"start":"1970-01-01T00:00:00.001Z","end":"1970-01-01T00:00:00.002Z"},
                "value":"Infinity","threshold":0.0,"n":0,"top_cells":[],"revision":0,
                "summary":"no data\uFFFD\u2028"}""".replace("\n", ""));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatIsWrittenIsReadBack(long seed) {
        RandomResults results = new RandomResults(seed);
        for (int i = 0; i < 2000; i++) {
            Alert alert = results.alert();
            byte[] bytes = AlertJson.write(alert);

            assertThat(AlertJson.read(bytes)).isEqualTo(alert);
            assertThat(AlertJson.write(AlertJson.read(bytes))).isEqualTo(bytes);
            assertThat(new String(bytes, UTF_8)).doesNotContain("\n", "null");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void damagedAlertsAreRefusedByTheirOwnExceptionOnly(long seed) {
        DamagedJson damage = new DamagedJson(new SplittableRandom(seed));
        RandomResults results = new RandomResults(seed);
        int refused = 0;
        for (int i = 0; i < 4000; i++) {
            byte[] whole = i % 4 == 0 ? GOLDEN.getBytes(UTF_8) : AlertJson.write(results.alert());
            byte[] bytes = i % 2 == 0 ? damage.bytes(whole) : damage.value(whole);
            try {
                AlertJson.read(bytes);
            } catch (DataFileException e) {
                refused++;
                assertThat(e).hasMessageStartingWith("alert: must be one JSON object of an alert, was not: ");
            }
        }
        assertThat(refused).isBetween(2000, 3900);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", "null", "[]", "{}", "{} {}"})
    void whatIsNoAlertIsRefused(String text) {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> AlertJson.read(text.getBytes(UTF_8)))
                .withMessageStartingWith("alert: must be one JSON object of an alert, was not: ");
    }
}
