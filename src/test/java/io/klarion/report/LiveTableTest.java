package io.klarion.report;

import static io.klarion.core.alert.SampleAlerts.alert;
import static io.klarion.core.detect.SampleVerdicts.NOON;
import static io.klarion.core.detect.SampleVerdicts.SIZE;
import static io.klarion.core.detect.SampleVerdicts.drifted;
import static io.klarion.core.detect.SampleVerdicts.judged;
import static io.klarion.core.detect.SampleVerdicts.ofMonitor;
import static io.klarion.core.detect.SampleVerdicts.revised;
import static io.klarion.core.detect.SampleVerdicts.stable;
import static io.klarion.core.detect.SampleVerdicts.unjudged;
import static io.klarion.core.detect.SampleVerdicts.unsegmented;
import static io.klarion.core.detect.SampleVerdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.RejectReason;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage2;
import io.klarion.core.window.WindowSpec;
import io.klarion.metrics.RecordTotals;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveTableTest {

    private static final long GRACE = 30_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void featuresStandBySegmentWithNumbersAlignedAndTheirCourse() {
        LiveView table = table(100, 40);
        for (int window = 0; window < 12; window++) {
            FeatureVerdict income = window < 9 ? stable("income") : drifted("income");
            FeatureVerdict score = window == 5 ? unjudged("score", FeatureState.NO_DATA) : stable("score");
            table.verdict(verdict(window, "DE", income, score));
            table.verdict(verdict(window, "FR", stable("income"), unjudged("score", FeatureState.NO_REFERENCE)));
        }
        table.alert(alert(9, "income", AlertTransition.FIRING, Severity.CRITICAL));
        table.records(Map.of("loans", totals(24_000, 17, 3)));
        table.waiting(0, List.of(waiting(13, mark(0, 12.5), mark(1, 13.5))));

        assertThat(shown(table)).isEqualTo("""
                        2026-01-01T12:50:00Z loans country=DE  ▲ CRITICAL income drifted: KL 0.31 nats
                        loans  window 2026-01-01 12:55:00 – 13:00:00 UTC  1 of 4 features in drift
                          feature  state           kl, nats  bounds          threshold  last 23 windows          alert since
                        country=DE  1,000 records
                          income   ▲ critical         0.300  [0.270, 0.330]      0.100  ▁▁▁▁▁▁▁▁▁███             12:00:00
                          score    ● stable           0.004  [0.000, 0.010]      0.100  ▁▁▁▁▁·▁▁▁▁▁▁
                        country=FR  1,000 records
                          income   ● stable           0.004  [0.000, 0.010]      0.100  ▁▁▁▁▁▁▁▁▁▁▁▁
                          score    ◇ no reference                                0.100  ············
                          24,000 records   17 late   3 rejected   12 windows
                          next verdict when loans-0 passes 13:05:30 (is at 13:02:30)
                        """);
    }

    @Test
    void narrowScreenGoesWithoutTheLessImportantColumns() {
        LiveView table = table(80, 24);
        table.verdict(verdict(0, drifted("income"), stable("age")));

        assertThat(shown(table)).isEqualTo("""
                        loans  window 2026-01-01 12:00:00 – 12:05:00 UTC  1 of 2 features in drift
                          feature  state     kl, nats  bounds          threshold  last 22 windows
                        country=DE  1,000 records
                          income   △ drift      0.300  [0.270, 0.330]      0.100  █
                          age      ● stable     0.004  [0.000, 0.010]      0.100  ▁
                          1 window
                          waiting for the first record
                        """);
    }

    @ParameterizedTest
    @CsvSource({"120", "90", "80", "70", "60", "50", "40", "20"})
    void noLineIsWiderThanTheScreen(int width) {
        LiveView table = table(width, 40);
        table.verdict(verdict(0, drifted("a_feature_with_quite_a_long_name_that_goes_on"), stable("年齢")));
        table.records(Map.of("loans", totals(1_000_000, 1_000_000, 1_000_000)));
        table.waiting(0, List.of(waiting(1, mark(0, 0), mark(1, 0))));

        assertThat(shown(table).lines())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(new AttributedString(line).columnLength()).isLessThanOrEqualTo(width));
    }

    @Test
    void longNamesAreCut() {
        LiveView table = table(60, 40);
        table.verdict(verdict(0, stable("a_feature_with_quite_a_long_name")));

        assertThat(shown(table)).contains("  a_feature_with_qui…  ● stable");
    }

    @Test
    void lowScreenShowsAlertsAndDriftFirstAndSaysWhatIsHidden() {
        LiveView table = table(80, 10);
        table.verdict(verdict(0, "DE", stable("a"), stable("b"), unjudged("c", FeatureState.INSUFFICIENT_DATA)));
        table.verdict(verdict(0, "FR", stable("a"), stable("b"), drifted("c")));
        table.verdict(verdict(0, "IT", stable("a"), stable("b"), stable("c")));

        assertThat(shown(table)).isEqualTo("""
                        loans  window 2026-01-01 12:00:00 – 12:05:00 UTC  1 of 9 features in drift
                          feature  state          kl, nats  bounds          threshold  last 17 windows
                        country=DE  1,000 records
                          a        ● stable          0.004  [0.000, 0.010]      0.100  ▁
                          c        ◌ little data                                0.100  ·
                        country=FR  1,000 records
                          c        △ drift           0.300  [0.270, 0.330]      0.100  █
                          1 window   6 features hidden
                          waiting for the first record
                        """);
    }

    @Test
    void monitorsStandUnderOneAnotherWithTheSameColumns() {
        LiveView table = table(80, 40);
        table.verdict(unsegmented(0, stable("income")));
        table.verdict(ofMonitor("cards", unsegmented(0, stable("a_longer_name"))));

        assertThat(shown(table)).isEqualTo("""
                        cards  window 2026-01-01 12:00:00 – 12:05:00 UTC  0 of 1 features in drift
                          feature        state     kl, nats  bounds          threshold  last 16 windows
                          a_longer_name  ● stable     0.004  [0.000, 0.010]      0.100  ▁
                          1 window
                          waiting for the first record

                        loans  window 2026-01-01 12:00:00 – 12:05:00 UTC  0 of 1 features in drift
                          feature        state     kl, nats  bounds          threshold  last 16 windows
                          income         ● stable     0.004  [0.000, 0.010]      0.100  ▁
                          1 window
                          waiting for the first record
                        """);
    }

    @Test
    void revisionReplacesItsWindowAndAnOlderWindowChangesNothing() {
        LiveView table = table(80, 40);
        table.verdict(unsegmented(0, stable("income")));
        table.verdict(unsegmented(1, stable("income")));
        table.verdict(revised(unsegmented(1), 1, drifted("income")));
        table.verdict(unsegmented(0, stable("income")));

        assertThat(shown(table))
                .contains("income   △ drift     0.300  [0.270, 0.330]      0.100  ▁█\n", "  2 windows\n");
    }

    @Test
    void infiniteDivergenceIsShown() {
        double infinity = Double.POSITIVE_INFINITY;
        LiveView table = table(80, 40);
        table.verdict(
                unsegmented(0, judged("income", FeatureState.DRIFT, infinity, new double[] {infinity, 0.2, infinity})));

        assertThat(shown(table)).contains("income   △ drift         ∞  [0.200, ∞]      0.100  █");
    }

    @Test
    void resolvedAlertIsToldAndNoLongerMarked() {
        LiveView table = table(80, 40);
        table.verdict(verdict(0, drifted("income")));
        table.alert(alert(0, "income", AlertTransition.FIRING, Severity.WARNING));
        assertThat(shown(table)).contains("▲ warning");
        table.verdict(verdict(1, stable("income")));
        table.alert(alert(1, "income", AlertTransition.RESOLVED, Severity.WARNING));

        String text = shown(table);

        assertThat(text).startsWith("2026-01-01T12:10:00Z loans country=DE  ✓ RESOLVED income is quiet\nloans");
        assertThat(text).contains("income   ● stable").doesNotContain("warning");
    }

    @Test
    void everyRedrawCoversTheOneBefore() {
        LiveView table = table(80, 40);
        table.verdict(unsegmented(0, stable("income")));
        shownRaw(table);
        table.verdict(unsegmented(1, stable("income")));

        String second = shownRaw(table);

        assertThat(second).startsWith("\u001b[5A\rloans  window").endsWith("\u001b[K\n\u001b[J");
        assertThat(shownRaw(table)).as("nothing is new").isEmpty();
    }

    @Test
    void coloursAreUsedOnlyWhereTheScreenHasThem() {
        LiveView coloured = new LiveTable(Screen.fixed(80, 40, true, true), out, Map.of("loans", GRACE));
        coloured.verdict(unsegmented(0, stable("income")));
        assertThat(shownRaw(coloured)).contains("\u001b[32m● stable\u001b[0m");

        bytes.reset();
        LiveView plain = table(80, 40);
        plain.verdict(unsegmented(0, stable("income")));
        assertThat(shownRaw(plain).replaceAll("\u001b\\[[KJ]", "")).doesNotContain("\u001b");
    }

    @Test
    void namesCannotControlTheTerminal() {
        LiveView table = table(80, 40);
        table.verdict(ofMonitor("lo\u001b[2Jans", verdict(0, "D\nE\u202e", stable("in\u001b]0;x\u0007come"))));

        String text = shown(table);

        assertThat(text)
                .contains("lo\uFFFD[2Jans  window", "country=D\uFFFDE\uFFFD  1,000", "in\uFFFD]0;x\uFFFDcome  ●");
        assertThat(text.lines().filter(line -> line.contains("country"))).hasSize(1);
    }

    @Test
    void waitingNamesTheSlowestOfTheActivePartitions() {
        LiveView table = table(100, 40);
        table.waiting(0, List.of(waiting(1, mark(0, 0.5), mark(1, 0.2), idle(2, 0), mark(3, 5))));
        assertThat(shown(table)).contains("next verdict when 2 partitions pass 12:05:30 (loans-1 is at 12:01:00)");

        table.waiting(0, List.of(waiting(1, mark(0, 5), silent(1))));
        assertThat(shown(table)).contains("next verdict when loans-1 passes 12:05:30 (has no records yet)");

        table.waiting(1, List.of(new Stage2.Waiting("loans", WindowSpec.NO_WATERMARK, List.of())));
        table.waiting(0, List.of(waiting(1, mark(0, 5), mark(1, 5))));
        assertThat(shown(table)).contains("next verdict is due now");

        table.waiting(0, List.of(waiting(1, finished(0))));
        assertThat(shown(table)).contains("all input has been read");
    }

    @Test
    void screenOfATestRunIsNoTerminal() {
        Screen screen = Screen.of(Map.of());

        assertThat(screen.isTerminal()).isFalse();
        assertThat(screen.hasColour()).isFalse();
        assertThat(screen.columns().getAsInt()).isPositive();
        assertThat(LiveView.on(screen, out, List.of())).isInstanceOf(PlainLines.class);
        assertThat(LiveView.on(Screen.fixed(80, 24, true, true), out, List.of()))
                .isInstanceOf(LiveTable.class);
    }

    @Test
    void thousandSegmentsFitOnTheScreen() {
        LiveView table = table(80, 24);
        IntStream.range(0, 1000)
                .forEach(country -> table.verdict(verdict(0, "c" + country, stable("income"), stable("age"))));

        assertThat(shown(table).lines()).hasSizeBetween(22, 23);
        table.verdict(verdict(1, "c777", drifted("income"), stable("age")));
        assertThat(shown(table)).contains("country=c777  1,000 records\n  income   △ drift", "1,988 features hidden");
    }

    static RecordTotals totals(long read, long late, long rejected) {
        return new RecordTotals(
                "loans",
                new SourcePartition("loans", 0),
                read,
                read - late - rejected,
                0,
                late,
                Map.of(RejectReason.MALFORMED, rejected));
    }

    /** Waiting for window {@code index} after noon, counted from 1. */
    static Stage2.Waiting waiting(int index, PartitionMark... marks) {
        return new Stage2.Waiting("loans", NOON + index * SIZE, List.of(marks));
    }

    /** A partition at so many windows after noon. */
    static PartitionMark mark(int partition, double windows) {
        return PartitionMark.heartbeat(
                new SourcePartition("loans", partition), at(windows), PartitionMark.Status.ACTIVE);
    }

    private static PartitionMark idle(int partition, double windows) {
        return PartitionMark.heartbeat(new SourcePartition("loans", partition), at(windows), PartitionMark.Status.IDLE);
    }

    private static PartitionMark finished(int partition) {
        return PartitionMark.heartbeat(new SourcePartition("loans", partition), at(0), PartitionMark.Status.FINISHED);
    }

    static PartitionMark silent(int partition) {
        return PartitionMark.heartbeat(
                new SourcePartition("loans", partition), WindowSpec.NO_WATERMARK, PartitionMark.Status.ACTIVE);
    }

    private static long at(double windows) {
        return NOON + Math.round(windows * SIZE);
    }

    private LiveView table(int width, int height) {
        return new LiveTable(Screen.fixed(width, height, true, false), out, Map.of("loans", GRACE));
    }

    private String shownRaw(LiveView view) {
        bytes.reset();
        view.refresh();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String shown(LiveView view) {
        return shownRaw(view).replaceAll("\u001b\\[[0-9]*[AKJH2]\r?", "");
    }
}
