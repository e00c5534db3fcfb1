package io.klarion.core.protocol.simulation;

import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.protocol.RejectReason;
import io.klarion.core.protocol.SourcePartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Writes the log: mostly in time, some late, far ahead or unreadable; with empty, slow, resting and returning
 * partitions, and stretches of time without any record.
 */
final class Producer {

    private static final long START = 200;

    private final Plan plan;
    private final SourceLog log;
    private final SplittableRandom random;
    private final Map<SourcePartition, Habit> habits = new HashMap<>();
    private long now = START;

    /* How often a partition is written to, and how far its event times lie back. */
    private static final class Habit {
        private int weight;
        private long behind;
        private long lastWritten = START;
    }

    Producer(Plan plan, SourceLog log) {
        this.plan = plan;
        this.log = log;
        this.random = new SplittableRandom(plan.logSeed() * 31 + 7);
    }

    long now() {
        return now;
    }

    /** A partition that is written to from now on, or never. */
    void open(SourcePartition partition) {
        log.open(partition);
        Habit habit = new Habit();
        habit.weight = weight();
        habit.lastWritten = now;
        habits.put(partition, habit);
    }

    /* An empty or silent partition holds back everything, unless it can be idle or finished: then be it frequent. */
    private int weight() {
        boolean blocks = !plan.idles() && !plan.bounded();
        return blocks && random.nextInt(100) < 90 ? 1 + random.nextInt(3) : random.nextInt(4);
    }

    /** Time passes: mostly a little, at times many windows; partitions fall silent and come back. */
    void passTime() {
        now += random.nextInt(100) < 4 ? plan.horizon() * (1 + random.nextInt(4)) : random.nextInt(6);
        if (random.nextInt(100) < 20) {
            SourcePartition partition = any();
            Habit habit = habits.get(partition);
            habit.weight = weight();
            habit.behind = random.nextInt(100) < 40 ? now - habit.lastWritten : 0;
        }
    }

    /** A few records, to partitions by their weight. */
    void write() {
        for (int i = random.nextInt(8); i > 0; i--) {
            SourcePartition partition = any();
            Habit habit = habits.get(partition);
            if (random.nextInt(4) < habit.weight) {
                habit.lastWritten = now;
                append(partition, now - random.nextInt(3), eventTime(habit));
                habit.behind = Math.max(0, habit.behind - random.nextInt(6));
            }
        }
    }

    /** One record in every partition that is ahead of all windows so far. */
    void writeLast() {
        now += 3 * plan.horizon() + 50;
        for (SourcePartition partition : log.partitions()) {
            append(partition, now, now);
        }
    }

    private SourcePartition any() {
        List<SourcePartition> partitions = List.copyOf(log.partitions());
        return partitions.get(random.nextInt(partitions.size()));
    }

    private long eventTime(Habit habit) {
        long at = now - habit.behind;
        long bound = plan.eventTime().outOfOrderness();
        boolean guarded = plan.eventTime().maxLead() != EventTimeSpec.NO_LEAD_GUARD;
        int kind = random.nextInt(100);
        if (kind < 60) {
            return at - random.nextLong(bound + 1);
        } else if (kind < 75) {
            return at - random.nextLong(2 * plan.horizon());
        } else if (kind < 85) {
            return at - random.nextLong(5 * plan.horizon());
        } else if (kind < 95) {
            return at + random.nextLong(guarded ? plan.eventTime().maxLead() + 1 : 20);
        }
        return kind < 98
                ? now + (guarded ? plan.eventTime().maxLead() + 1 : 0) + random.nextInt(500)
                : -1 - random.nextInt(9);
    }

    private void append(SourcePartition partition, long timestamp, long eventTime) {
        Optional<RejectReason> unreadable = random.nextInt(100) < 3 && timestamp != eventTime
                ? Optional.of(RejectReason.MALFORMED)
                : Optional.empty();
        long gap = random.nextInt(100) < 10 ? 1 + random.nextInt(3) : 0;
        log.of(partition)
                .add(new SourceRecord(
                        log.endOffset(partition) + gap,
                        timestamp,
                        eventTime,
                        unreadable,
                        random.nextInt(PlanMaker.SEGMENTS),
                        random.nextInt()));
    }
}
