package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.detect.VolumeVerdict;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.WarmUp;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.VolumeHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Segments that fall silent, and windows with too few records, from the counts that come in to the alerts that go out. */
class SilenceTest {

    private static final SourcePartition PARTITION = new SourcePartition("t", 0);
    private static final TreeMap<String, Integer> MANIFEST = new TreeMap<>(Map.of("t", 1));

    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final InMemoryState state = new InMemoryState();
    private final Stage2Output out = new Stage2Output() {
        @Override
        public void verdict(Verdict verdict, Set<String> firing) {
            verdicts.add(verdict);
        }

        @Override
        public void alert(Alert alert) {
            alerts.add(alert);
        }

        @Override
        public void finding(Finding finding) {
            throw new AssertionError(finding);
        }

        @Override
        public void anomaly(Anomaly anomaly, String of, long records) {
            throw new AssertionError(anomaly);
        }
    };
    private Stage2 stage = stage(monitor(1, Long.MIN_VALUE));
    private long offset;

    private Stage2 stage(Monitor monitor) {
        return new Stage2(List.of(monitor), MANIFEST, state, new EvidenceJudge(List.of(monitor)), out);
    }

    /* Compared with a reference that is in force from a time on. */
    private static Monitor monitor(int features, long effectiveFrom) {
        CellLayout layout = new SampleMonitor("m").features(features).build().layout();
        FeatureReference half = new FeatureReference(new long[] {5000, 5000, 0, 0}, 10_000, Dispersion.UNKNOWN);
        List<FeatureReference> halves = Collections.nCopies(features, half);
        VolumeHistory hundred = new VolumeHistory(100, 100, 10, 0.5, 80, 120);
        Reference reference = new Reference(
                "ref",
                1,
                effectiveFrom,
                new Provenance("file", 0, 0, 0),
                layout,
                new Population(10_000, halves),
                new TreeMap<>(Map.of(new Segment(List.of("de")), new Population(10_000, halves, hundred))));
        return new SampleMonitor("m")
                .learnFrom(0)
                .hold(40)
                .features(features)
                .volume(VolumeSpec.DEFAULT)
                .references(reference)
                .build();
    }

    private void count(String segment, long pane, long records) {
        count(segment, 0, 1, pane, records);
    }

    private void count(String segment, int chunk, int features, long pane, long records) {
        long half = records / 2;
        long[] counts = new long[4 * features];
        for (int feature = 0; feature < features; feature++) {
            counts[4 * feature] = half;
            counts[4 * feature + 1] = records - half;
        }
        PaneDelta delta = new PaneDelta(pane, pane + 10, records, counts);
        stage.apply(offset++, new Message.Delta("m", "first", segment, chunk, List.of(delta)));
    }

    private void pass(long watermark) {
        stage.apply(
                offset++,
                new Message.Marker(
                        List.of(PartitionMark.heartbeat(PARTITION, watermark, PartitionMark.Status.ACTIVE)), MANIFEST));
        stage.close(Integer.MAX_VALUE);
    }

    private List<String> states(String segment) {
        return verdicts.stream()
                .filter(verdict -> verdict.segment().equals(new Segment(List.of(segment))))
                .map(verdict -> verdict.volume()
                        .map(VolumeVerdict::state)
                        .map(Enum::name)
                        .orElse("-"))
                .toList();
    }

    @Test
    void theWindowInWhichASegmentFirstAppearsIsNoMeasureOfItsVolume() {
        count("de", 0, 30);
        count("de", 10, 100);
        count("de", 20, 30);
        pass(30);

        assertThat(states("de")).containsExactly("-", "NORMAL", "LOW");
        assertThat(alerts).extracting(Alert::feature).containsExactly("(records)");
    }

    @Test
    void aSegmentThatTheReferenceDoesNotKnowIsNotJudged() {
        IntStream.range(0, 5).forEach(i -> count("fr", i * 10L, 30));
        pass(50);

        assertThat(states("fr")).containsOnly("-").hasSize(5);
        assertThat(alerts).isEmpty();
    }

    @Test
    void aKnownSegmentThatFallsSilentIsToldOnceAndThenLeftAlone() {
        IntStream.range(0, 3).forEach(i -> count("de", i * 10L, 100));
        IntStream.range(0, 30).forEach(i -> count("fr", i * 10L, 100));
        pass(300);

        assertThat(states("de")).containsExactly("-", "NORMAL", "NORMAL", "LOW", "LOW", "LOW", "LOW", "LOW", "LOW");
        assertThat(alerts)
                .extracting(alert -> alert.state() + " " + alert.severity() + " " + alert.windowEnd())
                .containsExactly("FIRING CRITICAL 40", "RESOLVED CRITICAL 90");
        assertThat(state.groups("m").keySet()).extracting(GroupKey::segment).containsExactly("fr");
    }

    private List<Long> ends(int part) {
        return verdicts.stream()
                .filter(verdict -> verdict.segment().equals(new Segment(List.of("de"))) && verdict.part() == part)
                .map(Verdict::end)
                .toList();
    }

    @Test
    void allPartsOfAWideVerdictAreToldOrNone() {
        stage = stage(monitor(257, Long.MIN_VALUE));
        for (long pane : List.of(0L, 10L, 20L, 120L)) {
            count("de", 0, 256, pane, 100);
            count("de", 1, 1, pane, 100);
        }
        pass(300);

        assertThat(ends(0)).startsWith(10L, 20L, 30L, 40L).contains(90L, 130L).doesNotContain(100L);
        assertThat(ends(1)).isEqualTo(ends(0));
        assertThat(alerts)
                .extracting(alert -> alert.state() + " " + alert.severity() + " " + alert.windowEnd())
                .containsExactly(
                        "FIRING CRITICAL 40", "RESOLVED CRITICAL 90", "FIRING CRITICAL 140", "RESOLVED CRITICAL 190");
    }

    @Test
    void anAlertThatFiresLateInASilenceEndsAllTheSame() {
        stage = stage(monitor(257, 60));
        for (long pane : List.of(0L, 10L, 20L)) {
            count("de", 0, 256, pane, 100);
            count("de", 1, 1, pane, 100);
        }
        IntStream.range(0, 30).forEach(i -> count("fr", 0, 256, i * 10L, 100));
        pass(300);

        assertThat(ends(0)).endsWith(90L);
        assertThat(ends(1)).isEqualTo(ends(0));
        assertThat(alerts)
                .extracting(alert -> alert.state() + " " + alert.severity() + " " + alert.windowEnd())
                .containsExactly("FIRING CRITICAL 70", "RESOLVED CRITICAL 120");
        assertThat(state.groups("m").keySet()).extracting(GroupKey::segment).containsOnly("fr");
    }

    @Test
    void windowsCutOffByTheEndOfTheDataAreNotJudged() {
        count("de", 0, 100);
        count("de", 10, 20);
        PartitionMark finished = new PartitionMark(PARTITION, 15, PartitionMark.Status.FINISHED, -1, 0, 1, 2, 0);
        stage.apply(offset++, new Message.Marker(List.of(finished), MANIFEST));
        stage.close(Integer.MAX_VALUE);

        assertThat(states("de")).containsExactly("-", "-");
        assertThat(alerts).isEmpty();
    }

    /* A segment whose last records a replay does not read is unknown to it. */
    @Test
    void aReplayReadsAsFarBackAsAWideVerdictIsToldInASilence() {
        Monitor wide = new SampleMonitor("m").features(257).build();

        assertThat(wide.toldSilenceMillis()).isEqualTo(wide.silenceMillis() + 20);
        assertThat(WarmUp.of(List.of(wide))).isGreaterThanOrEqualTo(wide.toldSilenceMillis());
    }
}
