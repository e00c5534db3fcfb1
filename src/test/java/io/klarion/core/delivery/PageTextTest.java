package io.klarion.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTextTest {

    private static Taken firing(String country, String feature, Severity severity, double lower) {
        return new Taken(
                Alerts.alert("loans", country, feature, severity, AlertTransition.FIRING, lower), new Mark(0, 0), 0);
    }

    private static Page page(PageKind kind, List<Taken> entries) {
        return Page.of(kind, entries, List.of(), 0);
    }

    @Test
    void aPageOfOneAlertNamesIt() {
        Page page = page(PageKind.FIRING, List.of(firing("DE", "income", Severity.CRITICAL, 0.4)));

        assertThat(PageText.title(page)).isEqualTo("[FIRING critical] loans: income in country=DE");
        assertThat(PageText.lines(page)).containsExactly("income drifted");
    }

    @Test
    void aPageOfManyNamesWhatTheyShareAndRanksThem() {
        Page page = page(
                PageKind.FIRING,
                List.of(
                        firing("DE", "age", Severity.WARNING, 0.2),
                        firing("DE", "income", Severity.CRITICAL, 0.4),
                        firing("DE", "channel", Severity.WARNING, 0.3)));

        assertThat(PageText.title(page))
                .isEqualTo("[FIRING critical] loans: 3 alerts on 3 features in country=DE, since 2026-01-01T00:00:00Z");
        assertThat(PageText.lines(page))
                .containsExactly(
                        "1. country=DE: income drifted",
                        "2. country=DE: channel drifted",
                        "3. country=DE: age drifted");
    }

    @Test
    void oneFeatureInManySegmentsIsNamedOnce() {
        Page page = page(
                PageKind.REPEAT,
                List.of(firing("DE", "age", Severity.WARNING, 0.2), firing("FR", "age", Severity.WARNING, 0.2)));

        assertThat(PageText.title(page))
                .isEqualTo("[STILL FIRING warning] loans: 2 alerts on age in 2 segments, since 2026-01-01T00:00:00Z");
    }

    @Test
    void whatManySegmentsShareIsNamed() {
        Page page = page(
                PageKind.FIRING, List.of(inTwoFields("DE", "web"), inTwoFields("FR", "web"), inTwoFields("FR", "web")));

        assertThat(PageText.title(page))
                .isEqualTo("[FIRING warning] loans: 3 alerts on age in 2 segments of channel=web,"
                        + " since 2026-01-01T00:00:00Z");
    }

    private static Taken inTwoFields(String country, String channel) {
        Map<String, String> segment = Map.of("country", country, "channel", channel);
        Alert alert = Alerts.in(segment, "loans", "age", Severity.WARNING, AlertTransition.FIRING, 0.2);
        return new Taken(alert, new Mark(0, 0), 0);
    }

    @Test
    void beyondTwentyTheRestIsCounted() {
        List<Taken> entries = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            entries.add(firing("DE", "f" + i, Severity.WARNING, i));
        }
        List<String> lines = PageText.lines(page(PageKind.RESOLVED, entries));

        assertThat(lines).hasSize(21).endsWith("… and 5 more");
        assertThat(lines.get(0)).isEqualTo("1. country=DE: f24 drifted");
    }

    @Test
    void hostileNamesNeitherBreakLinesNorTurnText() {
        Page page = page(PageKind.FIRING, List.of(firing("D\u202EE\n\u001B[31m", "a\u2028b", Severity.WARNING, 0.4)));

        assertThat(PageText.title(page)).isEqualTo("[FIRING warning] loans: a�b in country=D�E��[31m");
        assertThat(PageText.title(page(PageKind.FIRING, List.of(firing("x".repeat(500), "f", Severity.WARNING, 0.4)))))
                .hasSize(140)
                .endsWith("…");
    }

    @Test
    void theKeyOfAGroupIsTheSameInWhateverOrderItsAlertsCame() {
        Taken a = firing("DE", "a", Severity.WARNING, 0.1);
        Taken b = firing("DE", "b", Severity.WARNING, 0.1);

        assertThat(page(PageKind.FIRING, List.of(a, b)).key())
                .isEqualTo(page(PageKind.FIRING, List.of(b, a)).key())
                .matches("group\\.[0-9a-f]{32}");
    }
}
