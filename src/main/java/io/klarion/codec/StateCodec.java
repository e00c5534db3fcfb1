package io.klarion.codec;

import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.Severity;
import io.klarion.core.protocol.GroupRow;
import io.klarion.core.protocol.PaneRow;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.ProgressRow;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The binary forms of stage 2's rows: a version, a kind, then variable-length numbers. A form of another version is
 * refused, never skipped.
 */
public final class StateCodec {

    static final int VERSION = 1;
    private static final int OFFSET = 16;
    private static final int MANIFEST = 17;
    private static final int MARK = 18;
    private static final int PROGRESS = 19;
    private static final int GROUP = 20;
    private static final int PANE = 21;

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

    /** How far a monitor's windows are closed. */
    public static byte[] encodeProgress(ProgressRow row) {
        BinaryWriter out = new BinaryWriter(VERSION, PROGRESS)
                .text(row.generation())
                .signed(row.pane())
                .signed(row.lastClosedEnd())
                .signed(row.incompleteUntil())
                .signed(row.unknownUntil())
                .unsigned(row.revisable().size());
        row.revisable().forEach((first, last) -> out.signed(first).signed(last));
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
        NavigableMap<Long, Long> revisable = new TreeMap<>();
        for (int i = in.size(2); i > 0; i--) {
            BinaryReader.put(revisable, in.signed(), in.signed());
        }
        SortedMap<Long, ProgressRow.Revision> revisions = new TreeMap<>();
        for (int i = in.size(3); i > 0; i--) {
            BinaryReader.put(revisions, in.signed(), new ProgressRow.Revision(in.integer(), in.flag()));
        }
        in.end();
        return new ProgressRow(generation, pane, lastClosedEnd, incompleteUntil, unknownUntil, revisable, revisions);
    }

    /** What is remembered of a group. */
    public static byte[] encodeGroup(GroupRow row) {
        BinaryWriter out = new BinaryWriter(VERSION, GROUP)
                .signed(row.lastSeenEnd())
                .unsigned(row.alerts().size());
        row.alerts().forEach(alert -> write(alert, out));
        return out.bytes();
    }

    /** The group of these bytes. */
    public static GroupRow decodeGroup(byte[] bytes) {
        BinaryReader in = BinaryReader.of(bytes, VERSION, GROUP);
        long lastSeenEnd = in.signed();
        List<AlertState> alerts = new ArrayList<>();
        for (int i = in.size(9); i > 0; i--) {
            alerts.add(alert(in));
        }
        in.end();
        return new GroupRow(lastSeenEnd, alerts);
    }

    private static void write(AlertState alert, BinaryWriter out) {
        out.text(alert.feature())
                .unsigned(alert.firing() ? 1 : 0)
                .unsigned(alert.severity() == Severity.CRITICAL ? 1 : 0)
                .signed(alert.onsetStart())
                .signed(alert.onsetEnd())
                .unsigned(alert.driftWindows())
                .unsigned(alert.quietWindows())
                .unsigned(alert.calmerWindows())
                .signed(alert.lastJudgedEnd());
    }

    private static AlertState alert(BinaryReader in) {
        return new AlertState(
                in.text(),
                in.flag(),
                in.flag() ? Severity.CRITICAL : Severity.WARNING,
                in.signed(),
                in.signed(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.signed());
    }

    /** The counts of a pane. */
    public static byte[] encodePane(PaneRow row) {
        return new BinaryWriter(VERSION, PANE)
                .unsigned(row.records())
                .counts(row.counts())
                .bytes();
    }

    /** The pane of these bytes. */
    public static PaneRow decodePane(byte[] bytes) {
        BinaryReader in = BinaryReader.of(bytes, VERSION, PANE);
        PaneRow row = new PaneRow(in.unsigned(), in.counts());
        in.end();
        return row;
    }
}
