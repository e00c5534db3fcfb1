package io.klarion.core.protocol.simulation;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PartitionInput;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.RejectReason;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage1;
import io.klarion.core.window.WindowSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Stage 1 of the partitions with one number, over all topics. */
final class CountingTask implements Task {

    private static final Cursor START = new Cursor(0, -1);

    private final World world;
    private final int number;
    private final EventTimeRule rule;
    private final Map<SourcePartition, Cursor> committed = new HashMap<>();
    private Map<SourcePartition, Cursor> current = new HashMap<>();
    private final Set<SourcePartition> opened = new HashSet<>();
    /* How many records of a partition stage 2 was told of without their offsets. */
    private final Map<SourcePartition, Integer> leaked = new HashMap<>();
    private Stage1 stage;

    /* How many records were read, and the partition's time: what Streams keeps with the committed offset. */
    private record Cursor(int position, long highest) {}

    CountingTask(World world, int number) {
        this.world = world;
        this.number = number;
        this.rule = new EventTimeRule(world.plan.eventTime());
        this.stage = newStage();
    }

    private Stage1 newStage() {
        return new Stage1(world.plan.monitors(), new TreeMap<>(world.manifest), world.endOffsets);
    }

    @Override
    public void open() {
        boolean revived = world.chance(50);
        if (!revived) {
            stage = newStage();
        } else if (world.mutation != Mutation.HEAP_KEPT_AT_REVIVAL) {
            stage.clear();
        }
        current = new HashMap<>();
        for (SourcePartition partition : partitions()) {
            stage.input(partition);
            current.put(partition, damaged(partition, restored(partition)));
        }
    }

    /* A task that is taken up again without its offsets skips what was fetched and not yet processed; one that is set
     * back to its offsets skips nothing. The last record stays, so that everything closes. */
    private Cursor damaged(SourcePartition partition, Cursor cursor) {
        int most = world.log.size(partition) - 1 - cursor.position;
        boolean comesAgain = cursor.position < leaked.getOrDefault(partition, 0);
        if (!world.mayDamage() || comesAgain || most < 1 || !world.chance(50)) {
            return cursor;
        }
        int position = cursor.position + 1 + world.random.nextInt(Math.min(most, 5));
        List<SourceRecord> records = world.log.of(partition).subList(cursor.position, position);
        world.note(() -> "task " + number + " skips " + records.size() + " records of " + partition + " from "
                + records.get(0).offset());
        records.forEach(record -> world.lost.add(partition + "@" + record.offset()));
        return new Cursor(position, cursor.highest);
    }

    /** Drains into a transaction that will not hold how far was read. */
    void leak(Transaction transaction) {
        prepareCommit(transaction);
        current.forEach((partition, cursor) -> leaked.merge(partition, cursor.position, Math::max));
        current.forEach((partition, cursor) -> world.log
                .of(partition)
                .subList(committed.getOrDefault(partition, START).position, cursor.position)
                .forEach(record -> world.doubled.add(partition + "@" + record.offset())));
    }

    private Cursor restored(SourcePartition partition) {
        Cursor cursor = committed.get(partition);
        if (cursor == null) {
            boolean latest = world.mutation == Mutation.START_AT_LATEST_AFTER_CRASH;
            return latest && !opened.add(partition) ? new Cursor(world.log.size(partition), -1) : START;
        }
        return world.mutation == Mutation.WATERMARK_FORGOTTEN_AFTER_CRASH ? new Cursor(cursor.position, -1) : cursor;
    }

    /** The partitions of this number that exist now. */
    List<SourcePartition> partitions() {
        return world.log.partitions().stream()
                .filter(partition -> partition.partition() == number)
                .toList();
    }

    /** Reads at most {@code count} records of one partition. */
    void read(SourcePartition partition, int count, Transaction transaction) {
        Cursor cursor = current.getOrDefault(partition, START);
        List<SourceRecord> records = world.log.of(partition);
        for (int i = 0; i < count && cursor.position < records.size(); i++) {
            cursor = read(partition, records.get(cursor.position), cursor, transaction);
            current.put(partition, cursor);
        }
        if (world.mutation == Mutation.DELTAS_LEAVE_BEFORE_COMMIT) {
            stage.drain(new TransactionalDrain(world, transaction));
        }
    }

    private Cursor read(SourcePartition partition, SourceRecord source, Cursor cursor, Transaction transaction) {
        BinnedRecord record = binned(partition, source);
        long time =
                world.mutation == Mutation.FUTURE_JUDGED_BY_CLOCK_ON_WALL ? world.producer.now() : source.timestamp();
        rule.apply(record, time, highestBefore(cursor));
        if (world.mutation == Mutation.LATENESS_JUDGED_AT_STAGE_2) {
            record.watermark = WindowSpec.NO_WATERMARK;
        }
        stage.input(partition).accept(source.offset(), source.timestamp(), record);
        RejectReason rejection = record.rejection;
        if (rejection != null && world.mutation == Mutation.QUARANTINE_LEAVES_BEFORE_DRAIN) {
            Quarantined rejected =
                    new Quarantined(partition, source.offset(), source.timestamp(), rejection, record.detail, null);
            transaction.result(results -> results.quarantine.add(rejected));
        }
        boolean moves = rejection == null || world.mutation == Mutation.REJECTED_RECORD_MOVES_WATERMARK;
        return new Cursor(cursor.position + 1, Math.max(cursor.highest, moves ? source.eventTime() : 0));
    }

    private long highestBefore(Cursor cursor) {
        return world.mutation == Mutation.WATERMARK_OF_WHOLE_TASK
                ? current.values().stream().mapToLong(Cursor::highest).max().orElse(-1)
                : cursor.highest;
    }

    private BinnedRecord binned(SourcePartition partition, SourceRecord source) {
        List<Monitor> monitors = world.plan.monitors();
        List<Monitor> readers = Stage1.readersOf(monitors, partition.topic()).toList();
        BinnedRecord record = new BinnedRecord();
        record.eventTime = source.eventTime();
        record.segments = new String[readers.size()];
        record.cells = new int
                [readers.stream().mapToInt(monitor -> monitor.layout().size()).sum()];
        source.unreadable().ifPresent(reason -> record.reject(reason, ""));
        int at = 0;
        for (int i = 0; i < readers.size(); i++) {
            Monitor monitor = readers.get(i);
            record.segments[i] = Segments.text(monitor, source.segment());
            for (int f = 0; f < monitor.layout().size(); f++) {
                int cells = monitor.layout().feature(f).binning().cells();
                record.cells[at++] = source.cell(monitors.indexOf(monitor), f, cells);
            }
        }
        return record;
    }

    @Override
    public void prepareCommit(Transaction transaction) {
        TransactionalDrain drain = new TransactionalDrain(world, transaction);
        stage.drain(drain);
        drain.end();
    }

    /** Begins to drain and fails, as when the producer does. */
    void failWhileDraining(Transaction transaction) {
        try {
            stage.drain(new FailingDrain(new TransactionalDrain(world, transaction), world.random.nextInt(4)));
        } catch (FailingDrain.Failure expected) {
            world.note(() -> "drain of " + number + " failed");
        }
    }

    @Override
    public void committed() {
        committed.putAll(current);
    }

    @Override
    public void committedWithoutOffsets() {
        // what it sent is kept, how far it read is not
    }

    /** Sends signs of life. */
    void beat(Transaction transaction) {
        Message.Marker beat = stage.heartbeat();
        if (world.mutation == Mutation.HEARTBEAT_CARRIES_UNDRAINED_WATERMARK) {
            beat = new Message.Marker(beat.marks().stream().map(this::undrained).toList(), beat.manifest());
        }
        new TransactionalDrain(world, transaction).send(beat);
    }

    private PartitionMark undrained(PartitionMark mark) {
        Cursor cursor = current.getOrDefault(mark.partition(), START);
        long watermark = cursor.highest < 0
                ? WindowSpec.NO_WATERMARK
                : cursor.highest - world.plan.eventTime().outOfOrderness();
        return PartitionMark.heartbeat(mark.partition(), watermark, mark.status());
    }

    /** Declares a partition idle, if that is true or the rule is broken. */
    void declareIdle(SourcePartition partition, Transaction transaction) {
        int read = current.getOrDefault(partition, START).position;
        int confirmed = committed.getOrDefault(partition, START).position;
        PartitionInput input = stage.input(partition);
        boolean isReadToEnd = confirmed == world.log.size(partition);
        boolean lies = switch (world.mutation) {
            case IDLE_WITH_DIRTY_HEAP -> read == world.log.size(partition) && !input.isQuiet();
            case IDLE_BEFORE_READ_TO_END -> input.isQuiet() && !isReadToEnd;
            default -> false;
        };
        if (!lies && !(input.isQuiet() && isReadToEnd)) {
            return;
        }
        world.note(() -> "task " + number + " declares " + partition + " idle");
        world.idleFrom.putIfAbsent(partition, world.log.size(partition));
        input.declareIdle();
        if (!input.isQuiet()) {
            PartitionMark mark = PartitionMark.heartbeat(partition, WindowSpec.NO_WATERMARK, PartitionMark.Status.IDLE);
            new TransactionalDrain(world, transaction)
                    .send(new Message.Marker(List.of(mark), new TreeMap<>(world.manifest)));
        }
    }

    boolean isReadToEnd() {
        return partitions().stream()
                .allMatch(partition -> current.getOrDefault(partition, START).position == world.log.size(partition));
    }

    @Override
    public String toString() {
        return "counting task " + number;
    }
}
