package io.klarion.core.protocol.simulation;

import io.klarion.core.protocol.Audit;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import io.klarion.core.protocol.Suspicion;
import java.util.List;
import java.util.Optional;

/** Reads a range of the log again. Some ranges have expired by then, where something is damaged at all. */
final class Auditor {

    private final World world;
    private final EventTimeRule rule;

    Auditor(World world) {
        this.world = world;
        this.rule = new EventTimeRule(world.plan.eventTime());
    }

    /** What the range holds. */
    Audit look(Suspicion range) {
        if (world.plan.damages() && (range.from() + range.to()) % 7 == 0) {
            return Audit.EXPIRED;
        }
        List<SourceRecord> records = world.log.of(range.partition()).stream()
                .filter(record -> record.offset() >= range.from() && record.offset() < range.to())
                .toList();
        Optional<Audit.Times> times = Optional.empty();
        for (SourceRecord record : records) {
            if (isAccepted(record)) {
                long at = record.eventTime();
                times = Optional.of(times.map(known -> known.and(at)).orElse(new Audit.Times(at, at)));
            }
        }
        return switch (world.mutation) {
            case AUDIT_FINDS_NOTHING -> Audit.of(0, Optional.empty());
            case AUDIT_FINDS_RECORDS_EVERYWHERE -> Audit.of(1, Optional.of(times.orElse(new Audit.Times(0, 0))));
            case TOO_FEW_WINDOWS_FLAGGED ->
                Audit.of(records.size(), times.map(span -> new Audit.Times(span.earliest(), span.earliest())));
            default -> Audit.of(records.size(), times);
        };
    }

    private boolean isAccepted(SourceRecord source) {
        BinnedRecord record = new BinnedRecord();
        record.eventTime = source.eventTime();
        source.unreadable().ifPresent(reason -> record.reject(reason, ""));
        rule.apply(record, source.timestamp(), -1);
        return record.rejection == null;
    }
}
