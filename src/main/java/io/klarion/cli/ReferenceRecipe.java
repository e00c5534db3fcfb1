package io.klarion.cli;

import io.klarion.codec.DataFileException;
import io.klarion.codec.JsonProfiler;
import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.config.MonitorConfig;
import io.klarion.config.PairConfig;
import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.LeaveOneOut;
import io.klarion.core.detect.LeaveOneOut.OddWindow;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.profile.DataProfile;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.ReferenceBuilder;
import io.klarion.core.reference.ReferenceWindows;
import io.klarion.core.reference.SpentRecords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Builds the reference of a monitor from records, in two passes: what values there are decides the cells, then the
 * decoder that also reads the topic counts them.
 */
final class ReferenceRecipe {

    /* A segment with fewer records is compared with all of them. */
    private static final long SEGMENT_RECORDS = 1000;
    private static final int SEGMENTS_COUNTED = 10_000;

    private final MonitorConfig monitor;
    private final JsonRecords records;
    private final Range range;
    private final Map<String, Long> segments = new HashMap<>();
    private long outside;
    private long rejected;

    /**
     * Event times, in epoch milliseconds.
     *
     * @param from inclusive
     * @param to exclusive
     */
    record Range(long from, long to) {
        static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

        boolean holds(long time) {
            return from <= time && time < to;
        }
    }

    /**
     * What came of it.
     *
     * @param reference the reference
     * @param windows how its windows lie to one another
     * @param profile what values the records have
     * @param outside how many records lie outside the range
     * @param rejected how many cannot be read or have no event time
     */
    record Built(Reference reference, Windows windows, DataProfile profile, long outside, long rejected) {}

    /**
     * The windows that a reference was counted from.
     *
     * @param number how many were looked at
     * @param odd those that are unlike the rest
     */
    record Windows(int number, List<OddWindow> odd) {}

    private ReferenceRecipe(MonitorConfig monitor, JsonRecords records, Range range) {
        this.monitor = monitor;
        this.records = records;
        this.range = range;
    }

    /**
     * The reference of {@code monitor} from those {@code records} that lie in {@code range}.
     *
     * @param source what is said of where it comes from
     * @param created epoch milliseconds
     * @throws io.klarion.codec.DataFileException when the records cannot make it, with the reason
     */
    static Built build(MonitorConfig monitor, JsonRecords records, Range range, String source, long created) {
        ReferenceRecipe recipe = new ReferenceRecipe(monitor, records, range);
        DataProfile profile = recipe.profile();
        if (profile.records() == 0) {
            throw new DataFileException("monitor " + monitor.name() + ": the data must have records in the range, was "
                    + recipe.outside + " outside it and " + recipe.rejected + " rejected");
        }
        LayoutProposal proposal = new LayoutProposal(monitor, profile);
        CellLayout layout = withPairs(monitor, proposal.layout());
        ReferenceBuilder counted = recipe.count(layout);
        ReferenceWindows windows = counted.windows();
        Reference reference =
                new SpentRecords(proposal.spent()).takenOutOf(counted.build(monitor.name(), 1, source, created));
        LeaveOneOut.Found found = LeaveOneOut.of(reference, windows);
        return new Built(
                found.reference(), new Windows(windows.size(), found.odd()), profile, recipe.outside, recipe.rejected);
    }

    private static CellLayout withPairs(MonitorConfig monitor, CellLayout singles) {
        List<FeatureCells> features = new ArrayList<>(singles.features());
        for (PairConfig pair : monitor.joint()) {
            features.add(JointBinning.of(single(singles, pair, pair.first()), single(singles, pair, pair.second()))
                    .feature());
        }
        return CellLayout.of(features);
    }

    private static FeatureCells single(CellLayout singles, PairConfig pair, String name) {
        OptionalInt position = singles.indexOf(name);
        if (position.isEmpty()) {
            throw new DataFileException(
                    "pair " + pair.name() + ": the data must have both features, has no usable " + name);
        }
        return singles.feature(position.getAsInt());
    }

    /** What values the records in {@code range} have. */
    static DataProfile profile(MonitorConfig monitor, JsonRecords records, Range range) {
        return new ReferenceRecipe(monitor, records, range).profile();
    }

    private DataProfile profile() {
        DataProfile profile = new DataProfile(LayoutProposal.textColumns(monitor));
        JsonProfiler profiler = new JsonProfiler(profile);
        eachInRange(decoded(CellLayout.of(List.of())), (data, record) -> {
            if (segments.size() < SEGMENTS_COUNTED) {
                segments.merge(record.segments[0], 1L, Long::sum);
            }
            profiler.add(data);
        });
        return profile;
    }

    private ReferenceBuilder count(CellLayout layout) {
        boolean timed = isTimed();
        ReferenceBuilder builder = monitor.references()
                .slots()
                .map(slots -> new ReferenceBuilder(layout, slots.calendar(monitor.window()), ownSegments()))
                .orElseGet(() -> new ReferenceBuilder(layout, monitor.window(), ownSegments()));
        if (!timed && monitor.references().slots().isPresent()) {
            throw new DataFileException("monitor " + monitor.name()
                    + ": event-time.field must be given to build slots from a file, was absent");
        }
        eachInRange(decoded(layout), (data, record) -> {
            Segment segment = segment(record.segments[0]);
            if (timed) {
                builder.add(record.eventTime, segment, record.cells);
            } else {
                builder.add(segment, record.cells);
            }
        });
        return builder;
    }

    private Set<Segment> ownSegments() {
        Set<Segment> own = new TreeSet<>();
        if (!monitor.segmentBy().isEmpty()) {
            segments.forEach((text, n) -> {
                if (n >= SEGMENT_RECORDS && own.size() < monitor.lifecycle().maxSegments()) {
                    own.add(segment(text));
                }
            });
        }
        return own;
    }

    private Segment segment(String text) {
        return monitor.segmentBy().isEmpty()
                ? Segment.ALL
                : new Segment(List.of(text.split(String.valueOf(BinnedRecord.SEGMENT_SEPARATOR), -1)));
    }

    private boolean isTimed() {
        return !monitor.eventTime().field().isEmpty() || records.haveTimestamps();
    }

    private interface Visit {
        void accept(byte[] data, BinnedRecord record);
    }

    private void eachInRange(JsonRecordDecoder decoder, Visit visit) {
        BinnedRecord record = new BinnedRecord();
        boolean timeless = !isTimed();
        outside = 0;
        rejected = 0;
        EventTimeRule rule = new EventTimeRule(monitor.eventTime());
        records.forEach((data, timestamp) -> {
            decoder.decode(data, record);
            if (timestamp != JsonRecords.NO_TIMESTAMP) {
                rule.apply(record, timestamp, 0);
            }
            if (record.rejection != null) {
                rejected++;
            } else if (timeless || range.holds(record.eventTime)) {
                visit.accept(data, record);
            } else {
                outside++;
            }
        });
    }

    /* The monitor as far as reading needs it. */
    private JsonRecordDecoder decoded(CellLayout layout) {
        List<MonitoredFeature> features = layout.features().stream()
                .map(feature -> new MonitoredFeature(
                        monitor.pathOf(feature.name()),
                        DetectSpec.DEFAULT,
                        AlertSpec.DEFAULT,
                        SchemaSpec.DEFAULT,
                        false))
                .toList();
        EventTimeSpec time = monitor.eventTime();
        Monitor reading = new Monitor(
                monitor.name(),
                monitor.source().topics(),
                time,
                monitor.segmentBy(),
                monitor.window(),
                layout,
                features,
                VolumeSpec.OFF,
                AlertSpec.DEFAULT,
                List.of(),
                monitor.lifecycle(),
                "",
                "");
        return new JsonRecordDecoder(TopicPlan.of(List.of(reading)));
    }
}
