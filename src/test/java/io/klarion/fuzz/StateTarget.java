package io.klarion.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.BinaryFormatException;
import io.klarion.codec.HistoryCodec;
import io.klarion.codec.StateCodec;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.SourcePartition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The rows of state stores: refused by their own exception, or encode to the same bytes again. */
final class StateTarget implements FuzzTarget {

    private static final List<UnaryOperator<byte[]>> ROWS = List.of(
            row -> StateCodec.encodeOffset(StateCodec.decodeOffset(row)),
            row -> StateCodec.encodeManifest(StateCodec.decodeManifest(row)),
            row -> StateCodec.encodeHold(StateCodec.decodeHold(row)),
            row -> StateCodec.encodeTopicIds(StateCodec.decodeTopicIds(row)),
            row -> StateCodec.encodeMark(StateCodec.decodeMark(row)),
            row -> StateCodec.encodeProgress(StateCodec.decodeProgress(row)),
            row -> StateCodec.encodeGroup(StateCodec.decodeGroup(row)),
            row -> StateCodec.encodePane(StateCodec.decodePane(row)),
            row -> HistoryCodec.encodePast(HistoryCodec.decodePast(row)),
            row -> HistoryCodec.encodeLearned(HistoryCodec.decodeLearned(row)));

    @Override
    public String name() {
        return "state";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                Golden.hex("group-v3"),
                Golden.hex("pane-v3"),
                Golden.hex("progress-v3"),
                Golden.hex("hold-v3"),
                Golden.hex("past-v3"),
                Golden.hex("learned-v3"),
                Golden.hex("learned-wander-v3"),
                StateCodec.encodeOffset(1L << 40),
                StateCodec.encodeManifest(new TreeMap<>(Map.of("a", 3, "b", 300))),
                StateCodec.encodeTopicIds(new TreeMap<>(Map.of("orders", "abc", "payments", "def"))),
                StateCodec.encodeMark(PartitionMark.heartbeat(
                        new SourcePartition("loans", 3), 1_767_225_600_000L, PartitionMark.Status.IDLE)));
    }

    @Override
    public List<String> words() {
        return List.of();
    }

    @Override
    public void take(byte[] input) {
        for (UnaryOperator<byte[]> row : ROWS) {
            byte[] again;
            try {
                again = row.apply(input);
            } catch (BinaryFormatException refused) {
                assertThat(refused).hasMessageStartingWith("binary form: must ");
                continue;
            }
            assertThat(again).isEqualTo(input);
        }
    }

    @Override
    public int mutants() {
        return 20_000;
    }

    @Override
    public long allowedBytes(int length) {
        return Golden.ALLOWED + Golden.ALLOWED_EACH * length;
    }
}
