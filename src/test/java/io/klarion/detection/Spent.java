package io.klarion.detection;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How long the parts of the proof kept a processor busy. Thread-safe. */
final class Spent {

    private static final long A_SECOND = 1_000_000_000;

    private final Map<String, LongAdder> nanos = new ConcurrentSkipListMap<>();
    private final long start = System.nanoTime();

    /** The same work, its time added to that of this part. */
    <T> Callable<T> on(String part, Callable<T> work) {
        return () -> {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            try {
                return work.call();
            } finally {
                nanos.computeIfAbsent(part, name -> new LongAdder())
                        .add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
            }
        };
    }

    @Override
    public String toString() {
        String parts = nanos.entrySet().stream()
                .map(part -> part.getKey() + " " + part.getValue().sum() / A_SECOND + " s")
                .collect(Collectors.joining(", "));
        return "Took " + (System.nanoTime() - start) / A_SECOND + " s; a processor was busy with " + parts;
    }
}
