package io.klarion.cli;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.protocol.Stage2;
import io.klarion.core.window.WindowSpec;
import io.klarion.report.LiveView;
import io.klarion.topology.StreamListener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Brings what the tasks of this process tell onto the screen. Safe for any number of threads. */
final class LiveReporter implements StreamListener {

    private final LiveView view;
    private final Set<Integer> finished = ConcurrentHashMap.newKeySet();
    private final AtomicLong reached = new AtomicLong(WindowSpec.NO_WATERMARK);

    LiveReporter(LiveView view) {
        this.view = view;
    }

    @Override
    public void verdict(Verdict verdict) {
        reached.accumulateAndGet(verdict.end(), Math::max);
        view.verdict(verdict);
    }

    @Override
    public void alert(Alert alert) {
        view.alert(alert);
    }

    @Override
    public void waiting(int internalPartition, List<Stage2.Waiting> waiting) {
        view.waiting(internalPartition, waiting);
    }

    @Override
    public void finished(int internalPartition) {
        finished.add(internalPartition);
    }

    /** How many tasks of a bounded read have closed their last window. */
    int finishedTasks() {
        return finished.size();
    }

    /** The end of the latest window judged, epoch milliseconds. */
    long reached() {
        return reached.get();
    }
}
