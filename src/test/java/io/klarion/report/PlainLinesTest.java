package io.klarion.report;

import static io.klarion.core.alert.SampleAlerts.firing;
import static io.klarion.core.detect.SampleVerdicts.drifted;
import static io.klarion.core.detect.SampleVerdicts.revised;
import static io.klarion.core.detect.SampleVerdicts.stable;
import static io.klarion.core.detect.SampleVerdicts.unjudged;
import static io.klarion.core.detect.SampleVerdicts.unsegmented;
import static io.klarion.core.detect.SampleVerdicts.verdict;
import static io.klarion.report.LiveTableTest.mark;
import static io.klarion.report.LiveTableTest.silent;
import static io.klarion.report.LiveTableTest.totals;
import static io.klarion.report.LiveTableTest.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.protocol.Stage2;
import io.klarion.core.window.WindowSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainLinesTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final LiveView lines =
            new PlainLines(new PrintStream(bytes, true, StandardCharsets.UTF_8), Map.of("loans", 30_000L));

    @Test
    void windowsChangesAndAlertsAreOneLineEach() {
        lines.verdict(verdict(0, stable("age"), stable("income")));
        lines.verdict(verdict(1, stable("age"), drifted("income")));
        lines.alert(firing("income"));
        lines.verdict(verdict(2, unjudged("age", FeatureState.NO_DATA), drifted("income")));
        lines.refresh();

        assertThat(text()).isEqualTo("""
                        2026-01-01T12:05:00Z loans country=DE  1,000 records, 0 of 2 features in drift
                        2026-01-01T12:10:00Z loans country=DE  income: stable → drift, kl 0.300 [0.270, 0.330] nats, threshold 0.100
                        2026-01-01T12:10:00Z loans country=DE  1,000 records, 1 of 2 features in drift: income
                        2026-01-01T12:05:00Z loans country=DE  ▲ WARNING income drifted: KL 0.31 nats
                        2026-01-01T12:15:00Z loans country=DE  age: stable → no data
                        2026-01-01T12:15:00Z loans country=DE  1,000 records, 1 of 2 features in drift: income
                        """);
    }

    @Test
    void segmentsHaveTheirOwnStates() {
        lines.verdict(verdict(0, "DE", drifted("income")));
        lines.verdict(verdict(0, "FR", drifted("income")));

        assertThat(text().lines().filter(line -> line.contains("→"))).hasSize(2);
    }

    @Test
    void revisionIsSaid() {
        lines.verdict(revised(unsegmented(0), 2, stable("income")));

        assertThat(text())
                .isEqualTo("2026-01-01T12:05:00Z loans  1,000 records, 0 of 1 features in drift (revision 2)\n");
    }

    @Test
    void firstVerdictIsAnnouncedOnceWithWhoHoldsItBack() {
        lines.waiting(0, List.of(new Stage2.Waiting("loans", WindowSpec.NO_WATERMARK, List.of(silent(0)))));
        lines.waiting(0, List.of(waiting(1, mark(0, 0.5), silent(1))));
        lines.waiting(1, List.of(waiting(1, mark(0, 0.6), silent(1))));
        lines.waiting(0, List.of(waiting(2, mark(0, 1.5), silent(1))));

        assertThat(text())
                .isEqualTo("loans  waiting for the first record\n"
                        + "loans  next verdict when 2 partitions pass 12:05:30 (loans-1 has no records yet),"
                        + " loans-0 is at 12:02:30\n");
    }

    @Test
    void whatIsWaitedForIsNotAnnouncedAfterTheFirstVerdict() {
        lines.verdict(verdict(0, stable("age")));
        lines.waiting(0, List.of(waiting(2, mark(0, 1.5), silent(1))));

        assertThat(text().lines()).hasSize(1);
    }

    @Test
    void recordsAreToldAtTheEnd() {
        lines.records(Map.of("loans", totals(10, 1, 2)));
        lines.records(Map.of("loans", totals(24_000, 17, 3)));
        assertThat(text()).isEmpty();

        lines.close();

        assertThat(text()).isEqualTo("loans  24,000 records, 17 late, 3 rejected\n");
    }

    @Test
    void namesCannotForgeALine() {
        lines.verdict(verdict(0, "DE\n2026-01-01T12:05:00Z cards", drifted("in\rcome")));

        assertThat(text().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("2026-01-01T12:05:00Z loans country=DE"));
        assertThat(text()).doesNotContain("\r");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
