package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.PartitionMark.Status;
import io.klarion.core.protocol.simulation.CountingJudge;
import io.klarion.core.window.WindowSpec;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How often the row that tells how far windows are closed is written, as each time is a message to the changelog. */
class ProgressWritesTest {

    private static final TreeMap<String, Integer> MANIFEST = new TreeMap<>(Map.of("t", 2));
    private static final Stage2Output NOWHERE = new Stage2Output() {
        @Override
        public void verdict(Verdict verdict, Set<String> firing) {}

        @Override
        public void alert(Alert alert) {}

        @Override
        public void finding(Finding finding) {
            throw new AssertionError(finding);
        }

        @Override
        public void anomaly(Anomaly anomaly, String of, long records) {
            throw new AssertionError(anomaly);
        }
    };

    private final InMemoryState state = new InMemoryState();
    private final Monitor monitor =
            new SampleMonitor("m").windows(new WindowSpec(200, 10, 0, 0)).build();
    private final Stage2 stage = new Stage2(List.of(monitor), MANIFEST, counted(), new CountingJudge(), NOWHERE);
    private int writes;
    private long offset;

    private Stage2State counted() {
        return (Stage2State) Proxy.newProxyInstance(
                Stage2State.class.getClassLoader(), new Class<?>[] {Stage2State.class}, (proxy, method, arguments) -> {
                    writes += method.getName().equals("putProgress") ? 1 : 0;
                    return method.invoke(state, arguments);
                });
    }

    private ProgressRow progress() {
        return Objects.requireNonNull(state.progress("m"));
    }

    private void count(long pane) {
        PaneDelta delta = new PaneDelta(pane, pane + 10, 1, new long[] {1, 0, 0, 0});
        stage.apply(offset++, new Message.Delta("m", "first", "de", 0, List.of(delta)));
    }

    private void mark(int partition, long watermark, Status status) {
        PartitionMark mark = PartitionMark.heartbeat(new SourcePartition("t", partition), watermark, status);
        stage.apply(offset++, new Message.Marker(List.of(mark), MANIFEST));
        stage.close(1000);
    }

    @Test
    void whatComesBackForManyWindowsIsNotedOnce() {
        count(0);
        mark(1, 0, Status.IDLE);
        mark(0, 200, Status.ACTIVE);
        assertThat(progress().lastClosedEnd()).isEqualTo(200);

        writes = 0;
        count(0);
        assertThat(writes).isEqualTo(1);
        ProgressRow dirty = progress();
        for (int i = 0; i < 10; i++) {
            count(0);
        }

        assertThat(writes).isEqualTo(1);
        assertThat(progress()).isSameAs(dirty);
        assertThat(dirty.revisions().values()).hasSize(20).allMatch(ProgressRow.Revision::isDirty);
    }

    @Test
    void theRowIsWrittenBeforeAnythingHasCome() {
        assertThat(writes).isEqualTo(1);
        assertThat(progress().hasClosed()).isFalse();
    }
}
