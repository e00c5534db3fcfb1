package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.OtherVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.OtherValues;
import io.klarion.core.monitor.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of {@code other} on their way from the records of two partitions to the verdict, however they are drained. */
class OtherValuesPassTest {

    private static final TreeMap<String, Integer> MANIFEST = new TreeMap<>(Map.of("t", 2));
    private static final int OTHER = 1;

    private final List<Verdict> verdicts = new ArrayList<>();
    private long offset;

    private Verdict verdict(Monitor monitor, List<String> texts, SplittableRandom random) {
        Stage1 one = new Stage1(List.of(monitor), MANIFEST, Map.of());
        Stage2 two = new Stage2(
                List.of(monitor), MANIFEST, new InMemoryState(), new EvidenceJudge(List.of(monitor)), output());
        Stage1Output pass = pass(two);
        long[] next = new long[2];
        for (int i = 0; i < texts.size(); i++) {
            int p = random.nextInt(2);
            one.input(new SourcePartition("t", p)).accept(next[p]++, 0, record(texts.get(i), i % 10));
            if (random.nextInt(20) == 0) {
                one.drain(pass);
            }
        }
        for (int p = 0; p < 2; p++) {
            one.input(new SourcePartition("t", p)).accept(next[p], 0, record("late", 1000));
        }
        one.drain(pass);
        two.close(1);
        return verdicts.get(verdicts.size() - 1);
    }

    private static BinnedRecord record(String text, long eventTime) {
        BinnedRecord record = new BinnedRecord();
        record.eventTime = eventTime;
        record.watermark = -1000;
        record.segments = new String[] {"de"};
        record.cells = new int[] {0, text.equals("red") ? 0 : OTHER};
        record.others = new String[] {"stale", text};
        return record;
    }

    private Stage1Output pass(Stage2 two) {
        return new Stage1Output() {
            @Override
            public void delta(Message.Delta delta) {
                two.apply(offset++, delta);
            }

            @Override
            public void quarantined(Quarantined record) {
                throw new AssertionError(record);
            }

            @Override
            public void tally(Tally tally) {}

            @Override
            public void marker(Message.Marker marker) {
                two.apply(offset++, marker);
            }
        };
    }

    private Stage2Output output() {
        return new Stage2Output() {
            @Override
            public void verdict(Verdict verdict, Set<String> firing) {
                verdicts.add(verdict);
            }

            @Override
            public void alert(Alert alert) {}

            @Override
            public void finding(Finding finding) {
                throw new AssertionError(finding);
            }

            @Override
            public void anomaly(Anomaly anomaly, String monitor, long records) {
                throw new AssertionError(anomaly);
            }
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theVerdictCountsThemExactlyHoweverTheyCame(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> texts = new ArrayList<>();
        OtherValues expected = new OtherValues();
        for (int i = 0; i < 600; i++) {
            int kind = random.nextInt(seed % 2 == 0 ? 10 : 400);
            texts.add(kind == 0 ? "red" : "v" + kind);
            if (kind > 0) {
                expected.add("v" + kind, 1);
            }
        }
        Monitor monitor = new SampleMonitor("m").features(2).showingValues().build();
        Verdict verdict = verdict(monitor, texts, random);

        assertThat(verdict.features().get(0).other()).isEmpty();
        assertThat(verdict.features().get(1).other()).isEqualTo(Optional.of(OtherVerdict.of(expected)));
    }

    @Test
    void nothingIsKeptOfAFeatureThatDoesNotShowItsValues() {
        Verdict verdict =
                verdict(new SampleMonitor("m").features(2).build(), List.of("blue", "green"), new SplittableRandom(1));

        assertThat(verdict.features().get(1).other()).isEmpty();
    }
}
