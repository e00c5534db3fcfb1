package io.klarion.codec;

import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.Severity;
import io.klarion.core.protocol.GroupRow;
import io.klarion.core.protocol.Hold;
import io.klarion.core.protocol.PaneRow;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.ProgressRow;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Suspicion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The binary forms of stage 2's rows: a version, a kind, then variable-length numbers. A form of another version is
 * refused, never skipped.
 */
public final class StateCodec {

    static final int VERSION = 3;
    private static final int OFFSET = 16;
    private static final int MANIFEST = 17;
    private static final int MARK = 18;
    private static final int PROGRESS = 19;
    private static final int GROUP = 20;
    private static final int PANE = 21;
    private static final int HOLD = 22;
    private static final int TOPIC_IDS = 23;

    private StateCodec() {}

    /** An offset. */
    public static byte[] encodeOffset(long offset) {
        return new BinaryWriter(VERSION, OFFSET).signed(offset).bytes();
    }

    /** The offset of these bytes. */
    public static long decodeOffset(byte[] bytes) {
        BinaryReader in = BinaryReader.of(bytes, VERSION, OFFSET);
        long offset = in.signed();
        in.end();
        return offset;
    }

    /** How many partitions each topic has. */
    public static byte[] encodeManifest(SortedMap<String, Integer> manifest) {
        BinaryWriter out = new BinaryWriter(VERSION, MANIFEST);
        MessageCodec.write(manifest, out);
        return out.bytes();
    }

    /** The manifest of these bytes. */
    public static SortedMap<String, Integer> decodeManifest(byte[] bytes) {
        BinaryReader in = BinaryReader.of(bytes, VERSION, MANIFEST);
        SortedMap<String, Integer> manifest = MessageCodec.manifest(in);
        in.end();
        return manifest;
    }

    /** The ids by which the cluster tells topics of one name apart, by name. */
    public static byte[] encodeTopicIds(SortedMap<String, String> ids) {
        BinaryWriter out = new BinaryWriter(VERSION, TOPIC_IDS).unsigned(ids.size());
        ids.forEach((topic, id) -> out.text(topic).text(id));
        return out.bytes();
    }

    /** The topic ids of these bytes. */
    public static SortedMap<String, String> decodeTopicIds(byte[] bytes) {
        BinaryReader in = BinaryReader.of(bytes, VERSION, TOPIC_IDS);
        SortedMap<String, String> ids = new TreeMap<>();
        for (int i = in.size(2); i > 0; i--) {
            BinaryReader.put(ids, in.text(), in.text());
        }
        in.end();
        return ids;
    }

    /** The last mark of a source partition. */
    public static byte[] encodeMark(PartitionMark mark) {
        BinaryWriter out = new BinaryWriter(VERSION, MARK);
        MessageCodec.write(mark, out);
        return out.bytes();
    }

    /** The mark of these bytes. */
    public static PartitionMark decodeMark(byte[] bytes) {
        BinaryReader in = BinaryReader.of(bytes, VERSION, MARK);
        PartitionMark mark = MessageCodec.mark(in);
        in.end();
        return mark;
    }

    /** A source partition under suspicion. */
    public static byte[] encodeHold(Hold hold) {
        BinaryWriter out = new BinaryWriter(VERSION, HOLD)
                .text(hold.partition().topic())
                .unsigned(hold.partition().partition())
                .signed(hold.watermark())
                .unsigned(hold.suspicions().size());
        hold.suspicions()
                .forEach(doubt -> out.unsigned(doubt.kind() == Suspicion.Kind.OVERLAP ? 1 : 0)
                        .signed(doubt.from())
                        .signed(doubt.to()));
        return out.bytes();
    }

    /** The hold of these bytes. */
    public static Hold decodeHold(byte[] bytes) {
        BinaryReader in = BinaryReader.of(bytes, VERSION, HOLD);
        SourcePartition partition = new SourcePartition(in.text(), in.integer());
        long watermark = in.signed();
        List<Suspicion> suspicions = new ArrayList<>();
        for (int i = in.size(3); i > 0; i--) {
            Suspicion.Kind kind = in.flag() ? Suspicion.Kind.OVERLAP : Suspicion.Kind.GAP;
            suspicions.add(new Suspicion(kind, partition, in.signed(), in.signed()));
        }
        in.end();
        return new Hold(partition, watermark, suspicions);
    }

    /** How far a monitor's windows are closed. */
    public static byte[] encodeProgress(ProgressRow row) {
        BinaryWriter out = new BinaryWriter(VERSION, PROGRESS)
                .text(row.generation())
                .signed(row.pane())
                .signed(row.lastClosedEnd())
                .signed(row.incompleteUntil())
                .signed(row.unknownUntil());
        write(row.revisable(), out);
        write(row.suspect(), out);
        out.unsigned(row.revisions().size());
        row.revisions()
                .forEach((end, revision) ->
                        out.signed(end).unsigned(revision.number()).unsigned(revision.isDirty() ? 1 : 0));
        return out.bytes();
    }

    /** The progress of these bytes. */
    public static ProgressRow decodeProgress(byte[] bytes) {
        BinaryReader in = BinaryReader.of(bytes, VERSION, PROGRESS);
        String generation = in.text();
        long pane = in.signed();
        long lastClosedEnd = in.signed();
        long incompleteUntil = in.signed();
        long unknownUntil = in.signed();
        NavigableMap<Long, Long> revisable = runs(in);
        NavigableMap<Long, Long> suspect = runs(in);
        SortedMap<Long, ProgressRow.Revision> revisions = new TreeMap<>();
        for (int i = in.size(3); i > 0; i--) {
            BinaryReader.put(revisions, in.signed(), new ProgressRow.Revision(in.integer(), in.flag()));
        }
        in.end();
        return new ProgressRow(
                generation, pane, lastClosedEnd, incompleteUntil, unknownUntil, revisable, suspect, revisions);
    }

    private static void write(NavigableMap<Long, Long> runs, BinaryWriter out) {
        out.unsigned(runs.size());
        runs.forEach((first, last) -> out.signed(first).signed(last));
    }

    private static NavigableMap<Long, Long> runs(BinaryReader in) {
        NavigableMap<Long, Long> runs = new TreeMap<>();
        for (int i = in.size(2); i > 0; i--) {
            BinaryReader.put(runs, in.signed(), in.signed());
        }
        return runs;
    }

    /** What is remembered of a group. */
    public static byte[] encodeGroup(GroupRow row) {
        BinaryWriter out = new BinaryWriter(VERSION, GROUP)
                .signed(row.firstSeenEnd())
                .signed(row.lastSeenEnd())
                .unsigned(row.alerts().size());
        row.alerts().forEach(alert -> write(alert, out));
        return out.bytes();
    }

    /** The group of these bytes. */
    public static GroupRow decodeGroup(byte[] bytes) {
        BinaryReader in = BinaryReader.of(bytes, VERSION, GROUP);
        long firstSeenEnd = in.signed();
        long lastSeenEnd = in.signed();
        List<AlertState> alerts = new ArrayList<>();
        for (int i = in.size(11); i > 0; i--) {
            alerts.add(alert(in));
        }
        in.end();
        return new GroupRow(firstSeenEnd, lastSeenEnd, alerts);
    }

    private static void write(AlertState alert, BinaryWriter out) {
        out.text(alert.feature())
                .unsigned(code(alert.kind()))
                .unsigned(alert.firing() ? 1 : 0)
                .unsigned(alert.severity() == Severity.CRITICAL ? 1 : 0)
                .signed(alert.onsetStart())
                .signed(alert.onsetEnd())
                .unsigned(alert.driftWindows())
                .unsigned(alert.quietWindows())
                .unsigned(alert.calmerWindows())
                .signed(alert.lastJudgedEnd())
                .unsigned(alert.evidence());
    }

    private static AlertState alert(BinaryReader in) {
        return new AlertState(
                in.text(),
                kind(in),
                in.flag(),
                in.flag() ? Severity.CRITICAL : Severity.WARNING,
                in.signed(),
                in.signed(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.signed(),
                in.unsigned());
    }

    private static int code(AlertKind kind) {
        return switch (kind) {
            case DRIFT -> 0;
            case CREEP -> 1;
            case SCHEMA -> 2;
            case VOLUME -> 3;
            case JOINT -> 4;
        };
    }

    private static AlertKind kind(BinaryReader in) {
        int code = in.integer();
        return Arrays.stream(AlertKind.values())
                .filter(kind -> code(kind) == code)
                .findFirst()
                .orElseThrow(() -> new BinaryFormatException("must have a kind of alert of 0 to 4, was " + code));
    }

    /** The counts of a pane. */
    public static byte[] encodePane(PaneRow row) {
        BinaryWriter out =
                new BinaryWriter(VERSION, PANE).unsigned(row.records()).counts(row.counts());
        MessageCodec.writeOthers(row.others(), out);
        return out.bytes();
    }

    /** The pane of these bytes. */
    public static PaneRow decodePane(byte[] bytes) {
        BinaryReader in = BinaryReader.of(bytes, VERSION, PANE);
        PaneRow row = new PaneRow(in.unsigned(), in.counts(), MessageCodec.others(in));
        in.end();
        return row;
    }
}
