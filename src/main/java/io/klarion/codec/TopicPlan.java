package io.klarion.codec;

import io.klarion.codec.PathNode.Use;
import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JsonPointer;

/**
 * What is read from the records of one topic, for all monitors of the topic in one pass. Immutable; compiled once
 * and shared by the decoders of all threads.
 */
public final class TopicPlan {

    private final List<Monitor> monitors;
    private final EventTimeSpec eventTime;
    private final int[] featureStarts;
    private final int[] segmentStarts;
    private final int[] missing;
    private final List<Pair> pairs = new ArrayList<>();
    private boolean keepsOthers;
    private final PathNode root;
    private final int nodes;

    /** A pair of features: its cell, and those it is made of, by their positions among a record's cells. */
    record Pair(int position, int first, int second, JointBinning binning) {}

    private TopicPlan(List<Monitor> monitors) {
        this.monitors = List.copyOf(monitors);
        this.eventTime = commonEventTime(monitors);
        this.featureStarts = new int[monitors.size() + 1];
        this.segmentStarts = new int[monitors.size() + 1];
        List<Use> uses = new ArrayList<>();
        for (int m = 0; m < monitors.size(); m++) {
            addUses(m, monitors.get(m), uses);
        }
        if (!usesRecordTimestamp()) {
            uses.add(new Use(pointer(eventTime.field()), new FieldTarget.Time(eventTime.unit())));
        }
        this.missing = missingCells(monitors);
        AtomicInteger ids = new AtomicInteger();
        this.root = PathNode.of(uses, ids::getAndIncrement);
        this.nodes = ids.get();
    }

    /**
     * The plan for these monitors, in this order.
     *
     * @param monitorsOfOneTopic at least one
     * @throws IllegalArgumentException when there is none, they differ in their event time, or a path is no JSON pointer
     */
    public static TopicPlan of(List<Monitor> monitorsOfOneTopic) {
        return new TopicPlan(monitorsOfOneTopic);
    }

    /** The monitors, in the order in which a record's cells and segments stand. */
    public List<Monitor> monitors() {
        return monitors;
    }

    /** Where event times stand, the same for all monitors. */
    public EventTimeSpec eventTime() {
        return eventTime;
    }

    /** Whether the event time is the Kafka record's own timestamp, which the decoder does not know. */
    public boolean usesRecordTimestamp() {
        return eventTime.field().isEmpty();
    }

    /**
     * Where the cells of monitor {@code monitor} begin in {@link io.klarion.core.protocol.BinnedRecord#cells}; for
     * the number of monitors, how many cells a record has.
     */
    public int featureStart(int monitor) {
        return featureStarts[monitor];
    }

    /** Where the group-by texts of monitor {@code monitor} begin among those of all monitors. */
    int segmentStart(int monitor) {
        return segmentStarts[monitor];
    }

    /** How many cells a record has. */
    public int features() {
        return missing.length;
    }

    /** The cells of a record without any field. Not to be changed. */
    int[] missing() {
        return missing;
    }

    /** The cells that are made of two others. */
    List<Pair> pairs() {
        return pairs;
    }

    /** Whether some feature's values in the cell {@code other} are kept. */
    public boolean keepsOthers() {
        return keepsOthers;
    }

    /** The tree of what is read. */
    PathNode root() {
        return root;
    }

    /** The number of nodes of the tree. */
    int nodes() {
        return nodes;
    }

    private void addUses(int m, Monitor monitor, List<Use> uses) {
        featureStarts[m + 1] = featureStarts[m] + monitor.layout().size();
        segmentStarts[m + 1] = segmentStarts[m] + monitor.segmentBy().size();
        for (int f = 0; f < monitor.layout().size(); f++) {
            FeatureCells feature = monitor.layout().feature(f);
            if (feature.binning() instanceof JointBinning joint) {
                pairs.add(pair(featureStarts[m], f, monitor.layout(), joint));
                continue;
            }
            boolean isShown = feature.type() == FeatureType.CATEGORICAL
                    && monitor.features().get(f).showValues();
            keepsOthers |= isShown;
            FieldTarget target = target(featureStarts[m] + f, feature, isShown);
            uses.add(new Use(pointer(monitor.features().get(f).path()), target));
        }
        for (int s = 0; s < monitor.segmentBy().size(); s++) {
            FieldTarget target = new FieldTarget.GroupBy(segmentStarts[m] + s);
            uses.add(new Use(pointer(monitor.segmentBy().get(s)), target));
        }
    }

    private static Pair pair(int base, int f, CellLayout layout, JointBinning joint) {
        return new Pair(
                base + f,
                base + layout.indexOf(joint.first()).orElseThrow(),
                base + layout.indexOf(joint.second()).orElseThrow(),
                joint);
    }

    private static FieldTarget target(int position, FeatureCells feature, boolean keepsOthers) {
        Binning binning = feature.binning();
        if (binning instanceof NumericBinning numeric) {
            return new FieldTarget.Numeric(position, numeric);
        }
        CategoricalBinning categorical = (CategoricalBinning) binning;
        return feature.type() == FeatureType.BOOLEAN
                ? FieldTarget.Bool.of(position, categorical)
                : FieldTarget.Categorical.of(position, categorical, keepsOthers);
    }

    private static int[] missingCells(List<Monitor> monitors) {
        return monitors.stream()
                .flatMap(monitor -> monitor.layout().features().stream())
                .mapToInt(feature -> feature.binning().missing())
                .toArray();
    }

    private static EventTimeSpec commonEventTime(List<Monitor> monitors) {
        if (monitors.isEmpty()) {
            throw new IllegalArgumentException("monitors: must be at least one, was empty");
        }
        Monitor first = monitors.get(0);
        for (Monitor monitor : monitors) {
            if (!monitor.eventTime().equals(first.eventTime())) {
                throw new IllegalArgumentException("monitor " + monitor.name()
                        + ": must have the event time of monitor " + first.name() + ", which reads the same topic, was "
                        + monitor.eventTime() + " against " + first.eventTime());
            }
        }
        return first.eventTime();
    }

    private static JsonPointer pointer(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path: must be a JSON pointer such as /a/b, was '" + path + "'");
        }
        return JsonPointer.compile(path);
    }
}
