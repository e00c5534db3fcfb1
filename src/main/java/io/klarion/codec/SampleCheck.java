package io.klarion.codec;

import io.klarion.core.distribution.Binning;
import io.klarion.core.monitor.Diagnosis;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.profile.Column;
import io.klarion.core.profile.DataProfile;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a few records of a topic look like to its monitors: whether they can be read, whether the fields are there,
 * whether event times are plausible. For people who set a monitor up. Not thread-safe.
 */
public final class SampleCheck {

    private static final int NAMES = 8;
    private static final double MOSTLY = 0.5;
    private static final double SOME = 0.05;
    private static final long LONG_AGO = Duration.ofDays(1).toMillis();

    private final String topic;
    private final List<Monitor> monitors;
    private final TopicPlan plan;
    private final JsonRecordDecoder decoder;
    private final EventTimeRule rule;
    private final DataProfile profile = new DataProfile();
    private final JsonProfiler profiler = new JsonProfiler(profile);
    private final BinnedRecord record = new BinnedRecord();
    private final Map<String, Long> rejected = new TreeMap<>();
    private final Map<String, String> details = new TreeMap<>();
    private final Map<Integer, Long> highest = new HashMap<>();
    private final long[] missing;
    private final long[] invalid;
    private long records;
    private long late;
    private long furthestBehind;

    /** Of records of this topic. */
    public SampleCheck(String topic, List<Monitor> monitorsOfTopic) {
        this.topic = topic;
        this.monitors = List.copyOf(monitorsOfTopic);
        this.plan = TopicPlan.of(monitors);
        this.decoder = new JsonRecordDecoder(plan);
        this.rule = new EventTimeRule(plan.eventTime());
        this.missing = new long[plan.featureStart(monitors.size())];
        this.invalid = new long[missing.length];
    }

    /** Takes in a record; those of a partition in their order. */
    public void add(int partition, long timestamp, byte @Nullable [] value) {
        records++;
        if (value != null) {
            profiler.add(value);
        }
        decoder.decode(value, record);
        rule.apply(record, timestamp, highest.getOrDefault(partition, -1L));
        if (record.rejection != null) {
            rejected.merge(record.rejection.key(), 1L, Long::sum);
            details.putIfAbsent(record.rejection.key(), record.detail);
            return;
        }
        late += record.watermark > record.eventTime ? 1 : 0;
        furthestBehind = Math.max(furthestBehind, timestamp - record.eventTime);
        highest.merge(partition, record.eventTime, Math::max);
        for (int m = 0; m < monitors.size(); m++) {
            for (int f = 0; f < monitors.get(m).layout().size(); f++) {
                int place = plan.featureStart(m) + f;
                Binning binning = monitors.get(m).layout().feature(f).binning();
                missing[place] += record.cells[place] == binning.missing() ? 1 : 0;
                invalid[place] += record.cells[place] == binning.invalid() ? 1 : 0;
            }
        }
    }

    /** What was found; with no records, that. */
    public List<Diagnosis> diagnoses() {
        if (records == 0) {
            return List.of(Diagnosis.warning("topic " + topic + " holds no records to look at"));
        }
        List<Diagnosis> found = new ArrayList<>();
        readable(found);
        if (counted() > 0) {
            times(found);
            features(found);
        }
        return found;
    }

    private long counted() {
        return records - rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    private void readable(List<Diagnosis> found) {
        if (rejected.isEmpty()) {
            found.add(Diagnosis.fine("topic " + topic + ": all of " + records + " records can be read"));
        }
        rejected.forEach((reason, count) -> {
            String text = "topic " + topic + ": " + count + " of " + records + " records are rejected as " + reason
                    + why(reason) + advice(reason);
            found.add(count > MOSTLY * records ? Diagnosis.problem(text) : Diagnosis.warning(text));
        });
    }

    private String why(String reason) {
        String detail = details.getOrDefault(reason, "");
        return detail.isEmpty() ? "" : ": " + detail;
    }

    private String advice(String reason) {
        EventTimeSpec time = plan.eventTime();
        if (reason.equals("time_missing")) {
            return "; event-time.field is " + time.field() + near(time.field());
        }
        if (reason.startsWith("time_")) {
            return "; event-time.unit is " + time.unit().name().toLowerCase(Locale.ROOT)
                    + profile.column(time.field())
                            .flatMap(Column::timeUnit)
                            .map(unit ->
                                    ", the numbers look like " + unit.name().toLowerCase(Locale.ROOT))
                            .orElse("");
        }
        return "";
    }

    private void times(List<Diagnosis> found) {
        if (late > 0) {
            String text = "topic " + topic + ": " + late + " of " + counted()
                    + " records come later than event-time.out-of-orderness, "
                    + Duration.ofMillis(plan.eventTime().outOfOrderness()) + ", allows: they may miss their windows";
            found.add(late > SOME * counted() ? Diagnosis.warning(text) : Diagnosis.fine(text));
        }
        if (furthestBehind > LONG_AGO) {
            found.add(Diagnosis.warning("topic " + topic + ": event times are up to "
                    + Duration.ofMillis(furthestBehind).toDays()
                    + " days before the records' timestamps: old data, or event-time.unit is not the right one"));
        } else {
            found.add(Diagnosis.fine("topic " + topic + ": event times are at most "
                    + Duration.ofMillis(furthestBehind).toSeconds() + " s before the records' timestamps"));
        }
    }

    private void features(List<Diagnosis> found) {
        for (int m = 0; m < monitors.size(); m++) {
            Monitor monitor = monitors.get(m);
            int before = found.size();
            for (int f = 0; f < monitor.layout().size(); f++) {
                feature(monitor, f, plan.featureStart(m) + f, found);
            }
            if (found.size() == before) {
                found.add(Diagnosis.fine("monitor " + monitor.name() + ": all "
                        + monitor.layout().size() + " features are there"));
            }
        }
    }

    private void feature(Monitor monitor, int f, int place, List<Diagnosis> found) {
        String name = "monitor " + monitor.name() + ": feature "
                + monitor.layout().feature(f).name();
        MonitoredFeature feature = monitor.features().get(f);
        if (missing[place] == counted()) {
            found.add(Diagnosis.problem(
                    name + ": " + feature.path() + " is in none of " + counted() + " records" + near(feature.path())));
        } else if (missing[place] > MOSTLY * counted()) {
            found.add(Diagnosis.warning(name + ": missing in " + missing[place] + " of " + counted() + " records"));
        }
        if (invalid[place] > SOME * counted()) {
            found.add(Diagnosis.warning(name + ": " + invalid[place] + " of " + counted() + " values are not "
                    + monitor.layout().feature(f).type().key()));
        }
    }

    /* The fields that are there, those that share the last name first. */
    private String near(String pointer) {
        String last = pointer.substring(pointer.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        List<String> there = profile.columns().stream()
                .map(Column::pointer)
                .sorted(java.util.Comparator.comparing(
                                (String each) -> !each.toLowerCase(Locale.ROOT).contains(last))
                        .thenComparing(each -> each))
                .limit(NAMES)
                .toList();
        return there.isEmpty() ? "" : "; there are " + there.stream().collect(Collectors.joining(", "));
    }
}
