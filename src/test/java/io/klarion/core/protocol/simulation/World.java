package io.klarion.core.protocol.simulation;

import io.klarion.core.protocol.SourcePartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What all parts of one run share. */
final class World {

    final Plan plan;
    final Mutation mutation;
    final SplittableRandom random;
    final SourceLog log = new SourceLog();
    final Producer producer;
    final InternalTopic internal;
    final Results results = new Results();
    final SortedMap<String, Integer> manifest;
    final Map<SourcePartition, Long> endOffsets = new HashMap<>();
    /** For partitions that were declared idle: how many records they held at the first time. */
    final Map<SourcePartition, Integer> idleFrom = new HashMap<>();

    final Set<SourcePartition> added = new HashSet<>();
    /** Records that were skipped or drained without their offsets, as {@code partition@offset}. */
    final Set<String> lost = new HashSet<>();

    final Set<String> doubled = new HashSet<>();
    boolean isEnding;

    private final List<String> trace = new ArrayList<>();
    private final boolean tracing;

    World(Plan plan, Mutation mutation, boolean tracing) {
        this.plan = plan;
        this.mutation = mutation;
        this.tracing = tracing;
        this.random = new SplittableRandom(plan.scheduleSeed() * 17 + 3);
        this.producer = new Producer(plan, log);
        this.internal = new InternalTopic(plan.internalPartitions());
        this.manifest = new TreeMap<>(plan.topics());
        manifest.forEach((topic, count) -> {
            for (int p = 0; p < count; p++) {
                producer.open(new SourcePartition(topic, p));
            }
        });
    }

    /** Whether records may be lost or doubled now. */
    boolean mayDamage() {
        return plan.damages() && !isEnding;
    }

    boolean chance(int inHundred) {
        return random.nextInt(100) < inHundred;
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** The highest task number of stage 1, plus one. */
    int countingTasks() {
        return manifest.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    void note(Supplier<String> what) {
        if (tracing) {
            trace.add(what.get());
        }
    }

    List<String> trace() {
        return trace;
    }
}
