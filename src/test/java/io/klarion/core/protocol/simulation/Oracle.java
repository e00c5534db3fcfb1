package io.klarion.core.protocol.simulation;

import io.klarion.core.distribution.CellLayout;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.RejectReason;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Tally;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What must come out, computed from the log record by record and window by window: no panes, no code of the
 * protocol. A record is late for the window that ends at E when the highest event time its partition had accepted
 * before it, less the bound, is at or past E + grace.
 */
final class Oracle {

    /** Counts of every window that holds records. */
    final Map<WindowId, Counts> windows = new HashMap<>();

    /** What must be quarantined, as {@code partition@offset reason}. */
    final List<String> quarantine = new ArrayList<>();

    /** What must become of the records of each partition. */
    final SortedMap<SourcePartition, Tally> tallies = new TreeMap<>();

    /** The watermark of each partition after its last record; none without an accepted record. */
    final SortedMap<SourcePartition, Optional<Long>> watermarks = new TreeMap<>();

    /** Where the records stand that are on time for a window: monitor, then window end. */
    final Map<String, Map<Long, List<Place>>> places = new HashMap<>();

    /** A record's place in the log. */
    record Place(SourcePartition partition, int position) {}

    private final Plan plan;

    Oracle(Plan plan, SourceLog log) {
        this.plan = plan;
        for (SourcePartition partition : log.partitions()) {
            read(partition, log.of(partition));
        }
    }

    private void read(SourcePartition partition, List<SourceRecord> records) {
        Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
        SortedMap<String, long[]> fates = new TreeMap<>();
        plan.monitors().stream()
                .filter(monitor -> monitor.topics().contains(partition.topic()))
                .forEach(monitor -> fates.put(monitor.name(), new long[3]));
        Optional<Long> watermark = Optional.empty();
        for (int position = 0; position < records.size(); position++) {
            SourceRecord record = records.get(position);
            Optional<RejectReason> rejection = rejection(record);
            if (rejection.isPresent()) {
                rejected.merge(rejection.get(), 1L, Long::sum);
                quarantine.add(partition + "@" + record.offset() + " " + rejection.get());
                continue;
            }
            for (Monitor monitor : plan.monitors()) {
                long[] fate = fates.get(monitor.name());
                if (fate != null) {
                    count(monitor, record, watermark, fate, new Place(partition, position));
                }
            }
            long reached = record.eventTime() - plan.eventTime().outOfOrderness();
            watermark = Optional.of(Math.max(watermark.orElse(reached), reached));
        }
        SortedMap<String, Tally.OfMonitor> monitors = new TreeMap<>();
        fates.forEach((monitor, fate) -> monitors.put(monitor, new Tally.OfMonitor(fate[0], fate[1], fate[2])));
        tallies.put(partition, new Tally(partition, records.size(), rejected, monitors));
        watermarks.put(partition, watermark);
    }

    private Optional<RejectReason> rejection(SourceRecord record) {
        if (record.unreadable().isPresent()) {
            return record.unreadable();
        }
        if (record.eventTime() < 0) {
            return Optional.of(RejectReason.TIME_INVALID);
        }
        long lead = plan.eventTime().maxLead();
        boolean ahead = lead != EventTimeSpec.NO_LEAD_GUARD && record.eventTime() > record.timestamp() + lead;
        return ahead ? Optional.of(RejectReason.TIME_FUTURE) : Optional.empty();
    }

    private void count(Monitor monitor, SourceRecord record, Optional<Long> watermark, long[] fate, Place place) {
        WindowSpec spec = monitor.window();
        int onTime = 0;
        int late = 0;
        long first = Math.floorDiv(record.eventTime() - spec.size() - spec.origin(), spec.advance()) - 1;
        for (long k = first; spec.origin() + k * spec.advance() <= record.eventTime(); k++) {
            long start = spec.origin() + k * spec.advance();
            long end = start + spec.size();
            if (record.eventTime() >= end) {
                continue;
            }
            if (watermark.isPresent() && watermark.get() >= end + spec.grace()) {
                late++;
            } else {
                onTime++;
                add(monitor, record, end);
                places.computeIfAbsent(monitor.name(), m -> new HashMap<>())
                        .computeIfAbsent(end, e -> new ArrayList<>())
                        .add(place);
            }
        }
        if (onTime > 0) {
            fate[0]++;
            fate[2] += late > 0 ? 1 : 0;
        } else if (late > 0) {
            fate[1]++;
        }
    }

    private void add(Monitor monitor, SourceRecord record, long end) {
        CellLayout layout = monitor.layout();
        for (int part = 0; part < layout.chunks(); part++) {
            int first = layout.chunkStart(part);
            Counts one = new Counts(layout.chunkCells(part));
            for (int f = first; f < layout.chunkStart(part + 1); f++) {
                int cell = record.cell(
                        plan.monitors().indexOf(monitor),
                        f,
                        layout.feature(f).binning().cells());
                one.cells[layout.offset(f) - layout.offset(first) + cell]++;
            }
            WindowId id = new WindowId(monitor.name(), part, Segments.of(monitor, record.segment()), end);
            windows.computeIfAbsent(key(monitor, id), w -> new Counts(one.cells.length))
                    .add(1, one.cells);
        }
    }

    /** Where segments are folded, only the sum over all of them is sure. */
    WindowId key(Monitor monitor, WindowId id) {
        return plan.isFolded(monitor) ? id.ofAllSegments() : id;
    }

    /** The end of the last window of a monitor that the watermarks let close. */
    long closableEnd(Monitor monitor) {
        if (plan.bounded()) {
            return Long.MAX_VALUE;
        }
        return watermarks.entrySet().stream()
                        .filter(entry ->
                                monitor.topics().contains(entry.getKey().topic()))
                        .mapToLong(entry -> entry.getValue().orElse(Long.MIN_VALUE / 2))
                        .min()
                        .orElseThrow()
                - monitor.window().grace();
    }

    /** Whether all partitions that say anything have passed a window's end and grace. */
    boolean isCovered(Monitor monitor, long end) {
        return watermarks.entrySet().stream()
                .filter(entry -> monitor.topics().contains(entry.getKey().topic()))
                .allMatch(entry -> entry.getValue().orElse(Long.MAX_VALUE)
                        >= end + monitor.window().grace());
    }
}
