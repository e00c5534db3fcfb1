package io.klarion.topology;

import io.klarion.core.protocol.GroupKey;
import io.klarion.core.protocol.PaneKey;
import io.klarion.core.protocol.SourcePartition;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of stage 2's store. They sort as the objects do (texts by code point, where a String sorts by its chars, so
 * only surrogate pairs may differ; the rows of one group never do): a byte for the kind of row, texts ended by two zero
 * bytes (a zero within a text is followed by a one), numbers in big-endian with the sign turned.
 */
final class StateKeys {

    static final byte APPLIED = 1;
    static final byte MANIFEST = 2;
    static final byte MARK = 3;
    static final byte PROGRESS = 4;
    static final byte GROUP = 5;
    static final byte PANE = 6;
    static final byte HOLD = 7;
    static final byte TOPIC_IDS = 8;
    static final byte PAST = 9;
    static final byte SUMMARY = 10;
    static final byte FIRED = 11;
    static final byte LEARNED = 12;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(96);

    private StateKeys(byte kind) {
        out.write(kind);
    }

    static Bytes applied() {
        return new StateKeys(APPLIED).key();
    }

    static Bytes manifest() {
        return new StateKeys(MANIFEST).key();
    }

    static Bytes topicIds() {
        return new StateKeys(TOPIC_IDS).key();
    }

    /** The least key of a kind; that of the next kind ends it. */
    static Bytes kind(int kind) {
        return new StateKeys((byte) kind).key();
    }

    static Bytes mark(SourcePartition partition) {
        return new StateKeys(MARK).withPartition(partition).key();
    }

    static Bytes hold(SourcePartition partition) {
        return new StateKeys(HOLD).withPartition(partition).key();
    }

    static Bytes progress(String monitor) {
        return new StateKeys(PROGRESS).text(monitor).key();
    }

    static Bytes group(GroupKey group) {
        return new StateKeys(GROUP).withGroup(group).key();
    }

    static Bytes pane(PaneKey pane) {
        return new StateKeys(PANE)
                .withGroup(pane.group())
                .number(pane.pane())
                .number(pane.from())
                .key();
    }

    static Bytes past(GroupKey group, long end) {
        return new StateKeys(PAST).withGroup(group).number(end).key();
    }

    static Bytes learned(GroupKey group) {
        return new StateKeys(LEARNED).withGroup(group).key();
    }

    static Bytes summary(GroupKey group) {
        return new StateKeys(SUMMARY).withGroup(group).key();
    }

    static Bytes fired(String monitor, String alertId) {
        return new StateKeys(FIRED).text(monitor).text(alertId).key();
    }

    /** The id of the alert whose firing is remembered under this key. */
    static String readFired(ByteBuffer key) {
        key.get();
        readText(key);
        return readText(key);
    }

    /** Before all rows of a monitor of one kind. */
    static Bytes monitorStart(byte kind, String monitor) {
        return new StateKeys(kind).text(monitor).key();
    }

    /** After all rows of a monitor of one kind. */
    static Bytes monitorEnd(byte kind, String monitor) {
        StateKeys keys = new StateKeys(kind).text(monitor);
        for (int i = 0; i < Long.BYTES; i++) {
            keys.out.write(0xff);
        }
        return keys.key();
    }

    static GroupKey readGroup(ByteBuffer key) {
        key.get();
        return new GroupKey(readText(key), readText(key), Math.toIntExact(readNumber(key)));
    }

    static PaneKey readPane(ByteBuffer key) {
        GroupKey group = readGroup(key);
        return new PaneKey(group, readNumber(key), readNumber(key));
    }

    private StateKeys withPartition(SourcePartition partition) {
        return text(partition.topic()).number(partition.partition());
    }

    private StateKeys withGroup(GroupKey group) {
        return text(group.monitor()).text(group.segment()).number(group.chunk());
    }

    private StateKeys text(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            out.write(b);
            if (b == 0) {
                out.write(1);
            }
        }
        out.write(0);
        out.write(0);
        return this;
    }

    private StateKeys number(long number) {
        out.writeBytes(
                ByteBuffer.allocate(Long.BYTES).putLong(number ^ Long.MIN_VALUE).array());
        return this;
    }

    private Bytes key() {
        return Bytes.wrap(out.toByteArray());
    }

    private static String readText(ByteBuffer key) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (true) {
            byte b = key.get();
            if (b == 0 && key.get() == 0) {
                return text.toString(StandardCharsets.UTF_8);
            }
            text.write(b);
        }
    }

    private static long readNumber(ByteBuffer key) {
        return key.getLong() ^ Long.MIN_VALUE;
    }
}
