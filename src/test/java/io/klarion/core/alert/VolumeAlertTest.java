package io.klarion.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeVerdict;
import io.klarion.core.distribution.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Windows drawn as letters: {@code .} as many records as ever, {@code l} few, {@code h} many, {@code 0} none, {@code ?}
 * not comparable, {@code x} none and not comparable. Out: {@code W} fires as a warning, {@code !} as critical,
 * {@code R} resolved.
 */
class VolumeAlertTest {

    private Optional<AlertState> state = Optional.empty();
    private final List<Alert> alerts = new ArrayList<>();
    private int windows;

    private String after(String letters, AlertSpec spec) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            AlertStep step = VolumeAlert.step(state, window(windows++, letter), spec);
            state = step.state();
            step.alert().ifPresent(alerts::add);
            out.append(step.alert()
                    .map(alert -> alert.state() == AlertTransition.RESOLVED
                            ? "R"
                            : alert.severity() == Severity.CRITICAL ? "!" : "W")
                    .orElse("."));
        }
        return out.toString();
    }

    private static Verdict window(int index, char letter) {
        long records = switch (letter) {
            case 'l' -> 20;
            case 'h' -> 300;
            case '0', 'x' -> 0;
            default -> 100;
        };
        VolumeVerdict.State state = switch (letter) {
            case 'l', '0' -> VolumeVerdict.State.LOW;
            case 'h' -> VolumeVerdict.State.HIGH;
            default -> VolumeVerdict.State.NORMAL;
        };
        boolean isKnown = letter != '?' && letter != 'x';
        return new Verdict(
                "loans",
                List.of("country"),
                new Segment(List.of("DE")),
                index * Timeline.MINUTE,
                (index + 1) * Timeline.MINUTE,
                0,
                Completeness.COMPLETE,
                records,
                isKnown ? Optional.of(new VolumeVerdict(state, 100, 50, 200, 2)) : Optional.empty(),
                0,
                new ReferenceName("loans", 1, "sha256:0"),
                "sha256:1",
                0,
                1,
                List.of());
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource({
        "., .",
        "l., WR",
        "h., WR",
        "0., !R",
        "l0l., W!.R",
        "l0ll, W!.W",
        "0ll., !.WR",
        "?, .",
        "x, .",
        "l?., W.R",
        "000., !..R"
    })
    void tooFewAndTooManyRecordsFireAndNoneAtAllIsCritical(String in, String out) {
        assertThat(after(in, AlertSpec.DEFAULT)).isEqualTo(out);
    }

    @Test
    void aSegmentThatStaysSilentIsNotHeldForEver() {
        assertThat(after("0000000", new AlertSpec(1, 2, 3 * Timeline.MINUTE))).isEqualTo("!...R!.");
        assertThat(alerts.get(1).summary())
                .isEqualTo("the number of records is closed without an answer: still no records, last judged in the"
                        + " window that ended at 1970-01-01T00:01:00Z");
    }

    @Test
    void theSentencesSayHowMany() {
        after("l0l.h", AlertSpec.DEFAULT);

        assertThat(alerts)
                .extracting(Alert::summary)
                .containsExactly(
                        "far fewer records, by a factor of 5: 20 in the window, 50 to 200 expected, 100 on average",
                        "no records: 0 in the window, 50 to 200 expected, 100 on average",
                        "as many records as in the reference again: 100 in the window, 50 to 200 expected, 100 on"
                                + " average",
                        "far more records, by a factor of 3: 300 in the window, 50 to 200 expected, 100 on average");
    }

    @Test
    void theAlertIsOnTheRecordsAndItsNumbersAreThoseOfTheFactor() {
        after("l0", AlertSpec.DEFAULT);

        Alert low = alerts.get(0);
        assertThat(low.feature()).isEqualTo("(records)");
        assertThat(low.kind()).isEqualTo(AlertKind.VOLUME);
        assertThat(low.value()).hasValue(5);
        assertThat(low.threshold()).isEqualTo(2);
        assertThat(low.n()).isEqualTo(20);
        assertThat(alerts.get(1).value()).hasValue(Double.POSITIVE_INFINITY);
        assertThat(alerts.get(1).id()).isEqualTo(low.id());
    }
}
