package io.klarion.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.SchemaFault;
import io.klarion.core.distribution.FeatureType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Windows drawn as letters: {@code .} quiet, {@code d} drift, {@code m} drift that the missing cell carries, with its
 * fault, {@code b} drift of the bins with a fault beside it, {@code f} a fault without drift, {@code s} silent,
 * {@code n} never seen, {@code ?} too little data. Out: {@code D} drift fires, {@code S} schema fires, {@code !} the
 * same as critical, {@code d}, {@code s} resolved.
 */
class FeatureAlertsTest {

    private final Map<AlertKind, AlertState> states = new EnumMap<>(AlertKind.class);
    private final List<Alert> alerts = new ArrayList<>();
    private int windows;

    private String after(String letters, AlertSpec spec) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            FeatureVerdict feature = feature(letter);
            List<AlertStep> steps =
                    FeatureAlerts.step(states, Timeline.window(windows++, 0, feature), feature, spec, false);
            states.clear();
            StringBuilder told = new StringBuilder();
            for (AlertStep step : steps) {
                step.state().ifPresent(state -> states.put(state.kind(), state));
                step.alert().ifPresent(alert -> {
                    alerts.add(alert);
                    told.append(drawn(alert));
                });
            }
            out.append(told.isEmpty() ? "." : told);
        }
        return out.toString();
    }

    private static String drawn(Alert alert) {
        String letter = alert.kind() == AlertKind.SCHEMA ? "s" : "d";
        if (alert.state() == AlertTransition.RESOLVED) {
            return letter;
        }
        return alert.severity() == Severity.CRITICAL ? "!" : letter.toUpperCase(java.util.Locale.ROOT);
    }

    private static FeatureVerdict feature(char letter) {
        return switch (letter) {
            case '.' -> verdict(FeatureState.STABLE, 0.001, 0.001, null);
            case 'd' -> verdict(FeatureState.DRIFT, 0.2, 0.01, null);
            case 'm' -> verdict(FeatureState.DRIFT, 0.1, 0.11, SchemaFault.Kind.MISSING);
            case 'b' -> verdict(FeatureState.DRIFT, 0.11, 0.1, SchemaFault.Kind.INVALID);
            case 'f' -> verdict(FeatureState.STABLE, 0.03, 0.01, SchemaFault.Kind.MISSING);
            case 's' -> verdict(FeatureState.NO_DATA, 0, 0, SchemaFault.Kind.SILENT);
            case 'n' -> verdict(FeatureState.NO_DATA, 0, 0, SchemaFault.Kind.NEVER_SEEN);
            case '?' -> verdict(FeatureState.INSUFFICIENT_DATA, 0, 0, null);
            default -> throw new IllegalArgumentException("letter: was " + letter);
        };
    }

    private static FeatureVerdict verdict(
            FeatureState state, double bins, double missing, SchemaFault.@org.jspecify.annotations.Nullable Kind kind) {
        boolean drifts = state == FeatureState.DRIFT;
        return new FeatureVerdict(
                "income",
                FeatureType.NUMERIC,
                state,
                1000,
                400,
                0,
                1000,
                10_000,
                10_000,
                "reference",
                DetectSpec.DEFAULT,
                OptionalDouble.of(bins + missing),
                OptionalDouble.of(bins + missing),
                OptionalDouble.of(drifts ? 0.15 : 0),
                OptionalDouble.of(0.25),
                OptionalDouble.empty(),
                Map.of(),
                List.of(
                        new CellVerdict("[20, 30)", 600, 0.6, 0.98, bins),
                        new CellVerdict("missing", 400, 0.4, 0.02, missing),
                        new CellVerdict("invalid", 0, 0, 0, 0)),
                Optional.ofNullable(kind).map(of -> new SchemaFault(of, 0.4, 0.02, 0.35, 0.41, 0.05)),
                Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource({
        "., .",
        "d, D",
        "m, S",
        "f, S",
        "b, D",
        "s, !",
        "mm.., S..s",
        "mss.., S!..s",
        "mm?.., S..s.",
        "nn., ...",
        "nnn.., ..S.s",
        "nn.nnn, .....S",
        "dm.., DS.ds",
        "bm.., DS.ds"
    })
    void oneEventIsToldOnceAndByItsName(String in, String out) {
        assertThat(after(in, AlertSpec.DEFAULT)).isEqualTo(out);
    }

    @Test
    void aDriftThatFiresIsHeldWhileMissingValuesHideItAndEndsWithThatReason() {
        AlertSpec short_ = new AlertSpec(1, 2, 2 * Timeline.MINUTE);

        assertThat(after("dmmmm", short_)).isEqualTo("DS.d.");
        assertThat(alerts.get(2).summary())
                .isEqualTo("income is closed without an answer: an alert of its own tells of its missing or invalid"
                        + " values, last judged in the window that ended at 1970-01-01T00:01:00Z");
    }

    @Test
    void theSentencesSayWhatIsMissing() {
        after("ms..", AlertSpec.DEFAULT);

        assertThat(alerts)
                .extracting(Alert::summary)
                .containsExactly(
                        "income is missing more often: in 40 % of the records, in the reference in 2 % (up by 35 % to"
                                + " 41 % at 99 %, tolerated is 5 %)",
                        "income is gone: none of 1000 records has a value that can be used, in the reference 98 % have",
                        "income has as many values as the reference in 2 windows in a row: 40 % missing, 0 % invalid");
    }

    @Test
    void theNumbersOfASchemaAlertAreThoseOfTheRise() {
        after("m", AlertSpec.DEFAULT);

        Alert alert = alerts.get(0);
        assertThat(alert.kind()).isEqualTo(AlertKind.SCHEMA);
        assertThat(alert.value().orElseThrow()).isEqualTo(0.38);
        assertThat(alert.lower()).hasValue(0.35);
        assertThat(alert.upper()).hasValue(0.41);
        assertThat(alert.threshold()).isEqualTo(0.05);
        assertThat(alert.topCells()).isEmpty();
        assertThat(alert.id())
                .isNotEqualTo(AlertId.of(AlertKind.DRIFT, "loans", alert.segment(), "income", Timeline.MINUTE));
    }
}
