package io.klarion.topology;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.protocol.Stage2;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Remembers which internal partitions have said that they are finished. */
final class Watcher implements StreamListener {

    private final Set<Integer> finished = new ConcurrentSkipListSet<>();

    Set<Integer> finished() {
        return Set.copyOf(finished);
    }

    @Override
    public void verdict(Verdict verdict) {}

    @Override
    public void alert(Alert alert) {}

    @Override
    public void waiting(int internalPartition, List<Stage2.Waiting> waiting) {}

    @Override
    public void finished(int internalPartition) {
        finished.add(internalPartition);
    }
}
