package io.klarion.codec;

import io.klarion.core.distribution.OtherValues;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PaneDelta;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.SourcePartition;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The binary form of what travels between the stages: a version, a kind, then variable-length numbers. A form of
 * another version is refused, never skipped.
 */
public final class MessageCodec {

    static final int VERSION = 3;
    private static final int DELTA = 1;
    private static final int MARKER = 2;

    private MessageCodec() {}

    /** The bytes of a message. */
    public static byte[] encode(Message message) {
        if (message instanceof Message.Delta delta) {
            return encode(delta);
        }
        if (message instanceof Message.Marker marker) {
            return encode(marker);
        }
        throw new IllegalArgumentException("message: must be a delta or a marker, was " + message);
    }

    /**
     * The message of these bytes.
     *
     * @throws BinaryFormatException when they are not a message of this version
     */
    public static Message decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes, VERSION);
        Message message = switch (in.kind()) {
            case DELTA -> delta(in);
            case MARKER -> marker(in);
            default -> throw new BinaryFormatException("must be a delta or a marker, was kind " + in.kind());
        };
        in.end();
        return message;
    }

    private static byte[] encode(Message.Delta delta) {
        BinaryWriter out = new BinaryWriter(VERSION, DELTA)
                .text(delta.monitor())
                .text(delta.generation())
                .text(delta.segment())
                .unsigned(delta.chunk())
                .unsigned(delta.panes().size());
        for (PaneDelta pane : delta.panes()) {
            out.signed(pane.pane()).signed(pane.from()).unsigned(pane.records()).counts(pane.counts());
            writeOthers(pane.others(), out);
        }
        return out.bytes();
    }

    private static Message.Delta delta(BinaryReader in) {
        String monitor = in.text();
        String generation = in.text();
        String segment = in.text();
        int chunk = in.integer();
        List<PaneDelta> panes = new ArrayList<>();
        for (int i = in.size(6); i > 0; i--) {
            panes.add(new PaneDelta(in.signed(), in.signed(), in.unsigned(), in.counts(), others(in)));
        }
        return new Message.Delta(monitor, generation, segment, chunk, panes);
    }

    static void writeOthers(SortedMap<Integer, OtherValues> others, BinaryWriter out) {
        out.unsigned(others.size());
        others.forEach((feature, kept) -> {
            List<OtherValues.Value> values = kept.values();
            out.unsigned(feature).unsigned(kept.isCut() ? 1 : 0).unsigned(values.size());
            values.forEach(value -> out.text(value.text()).unsigned(value.count()));
        });
    }

    static SortedMap<Integer, OtherValues> others(BinaryReader in) {
        SortedMap<Integer, OtherValues> others = new TreeMap<>();
        for (int i = in.size(3); i > 0; i--) {
            int feature = in.integer();
            boolean isCut = in.flag();
            List<OtherValues.Value> values = new ArrayList<>();
            for (int v = in.size(2); v > 0; v--) {
                values.add(new OtherValues.Value(in.text(), in.unsigned()));
            }
            BinaryReader.put(others, feature, kept(values, isCut));
        }
        return others;
    }

    private static OtherValues kept(List<OtherValues.Value> values, boolean isCut) {
        try {
            return OtherValues.kept(values, isCut);
        } catch (IllegalArgumentException e) {
            throw new BinaryFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    private static byte[] encode(Message.Marker marker) {
        BinaryWriter out =
                new BinaryWriter(VERSION, MARKER).unsigned(marker.marks().size());
        marker.marks().forEach(mark -> write(mark, out));
        write(marker.manifest(), out);
        return out.bytes();
    }

    private static Message.Marker marker(BinaryReader in) {
        List<PartitionMark> marks = new ArrayList<>();
        for (int i = in.size(9); i > 0; i--) {
            marks.add(mark(in));
        }
        return new Message.Marker(marks, manifest(in));
    }

    static void write(PartitionMark mark, BinaryWriter out) {
        out.text(mark.partition().topic())
                .unsigned(mark.partition().partition())
                .signed(mark.watermark())
                .unsigned(code(mark.status()))
                .signed(mark.previousOffset())
                .signed(mark.firstOffset())
                .signed(mark.lastOffset())
                .unsigned(mark.read())
                .unsigned(mark.rejected());
    }

    static PartitionMark mark(BinaryReader in) {
        SourcePartition partition = new SourcePartition(in.text(), in.integer());
        return new PartitionMark(
                partition,
                in.signed(),
                status(in),
                in.signed(),
                in.signed(),
                in.signed(),
                in.unsigned(),
                in.unsigned());
    }

    private static int code(PartitionMark.Status status) {
        return switch (status) {
            case ACTIVE -> 0;
            case IDLE -> 1;
            case FINISHED -> 2;
        };
    }

    private static PartitionMark.Status status(BinaryReader in) {
        int code = in.integer();
        return switch (code) {
            case 0 -> PartitionMark.Status.ACTIVE;
            case 1 -> PartitionMark.Status.IDLE;
            case 2 -> PartitionMark.Status.FINISHED;
            default -> throw new BinaryFormatException("must have a status of 0 to 2, was " + code);
        };
    }

    static void write(SortedMap<String, Integer> manifest, BinaryWriter out) {
        out.unsigned(manifest.size());
        manifest.forEach((topic, partitions) -> out.text(topic).unsigned(partitions));
    }

    static SortedMap<String, Integer> manifest(BinaryReader in) {
        SortedMap<String, Integer> manifest = new TreeMap<>();
        for (int i = in.size(2); i > 0; i--) {
            BinaryReader.put(manifest, in.text(), in.integer());
        }
        return manifest;
    }
}
