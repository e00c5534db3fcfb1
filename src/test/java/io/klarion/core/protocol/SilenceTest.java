package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.detect.VolumeVerdict;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.VolumeHistory;
import java.util.ArrayList;
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
    private final Monitor monitor = monitor();
    private final Stage2 stage =
            new Stage2(List.of(monitor), MANIFEST, state, new EvidenceJudge(List.of(monitor)), new Stage2Output() {
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
            });
    private long offset;

    private static Monitor monitor() {
        CellLayout layout = new SampleMonitor("m").build().layout();
        FeatureReference half = new FeatureReference(new long[] {5000, 5000, 0, 0}, 10_000, Dispersion.UNKNOWN);
        VolumeHistory hundred = new VolumeHistory(100, 100, 10, 0.5, 80, 120);
        Reference reference = new Reference(
                "ref",
                1,
                Long.MIN_VALUE,
                new Provenance("file", 0, 0, 0),
                layout,
                new Population(10_000, List.of(half)),
                new TreeMap<>(Map.of(new Segment(List.of("de")), new Population(10_000, List.of(half), hundred))));
        return new SampleMonitor("m")
                .learnFrom(0)
                .hold(40)
                .volume(VolumeSpec.DEFAULT)
                .references(reference)
                .build();
    }

    private void count(String segment, long pane, long records) {
        long half = records / 2;
        PaneDelta delta = new PaneDelta(pane, pane + 10, records, new long[] {half, records - half, 0, 0});
        stage.apply(offset++, new Message.Delta("m", "first", segment, 0, List.of(delta)));
    }

    private void pass(long watermark) {
        stage.apply(
                offset++,
                new Message.Marker(
                        List.of(PartitionMark.heartbeat(PARTITION, watermark, PartitionMark.Status.ACTIVE)), MANIFEST));
        stage.close(100);
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

    @Test
    void windowsCutOffByTheEndOfTheDataAreNotJudged() {
        count("de", 0, 100);
        count("de", 10, 20);
        PartitionMark finished = new PartitionMark(PARTITION, 15, PartitionMark.Status.FINISHED, -1, 0, 1, 2, 0);
        stage.apply(offset++, new Message.Marker(List.of(finished), MANIFEST));
        stage.close(100);

        assertThat(states("de")).containsExactly("-", "-");
        assertThat(alerts).isEmpty();
    }
}
