package io.klarion.core.protocol.simulation;

import io.klarion.core.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The topic between the stages. A message has its offset when it is sent, and is visible when its transaction has
 * committed and no open one stands before it, as with read_committed.
 */
final class InternalTopic {

    private final List<List<Entry>> partitions = new ArrayList<>();

    /** A message and the transaction it was sent in. */
    record Entry(Transaction transaction, Message message) {

        /** The message, unless it was taken back. */
        Optional<Message> visible() {
            return transaction.isCommitted() ? Optional.of(message) : Optional.empty();
        }
    }

    InternalTopic(int count) {
        for (int i = 0; i < count; i++) {
            partitions.add(new ArrayList<>());
        }
    }

    int count() {
        return partitions.size();
    }

    /** Where messages of one group go. */
    int partitionOf(Message.Delta delta) {
        return Math.floorMod((delta.monitor() + '|' + delta.segment() + '|' + delta.chunk()).hashCode(), count());
    }

    void send(int partition, Transaction transaction, Message message) {
        partitions.get(partition).add(new Entry(transaction, message));
    }

    /** The entry at an offset; empty where reading must wait. */
    Optional<Entry> read(int partition, int offset) {
        List<Entry> entries = partitions.get(partition);
        if (offset >= entries.size() || entries.get(offset).transaction().isOpen()) {
            return Optional.empty();
        }
        return Optional.of(entries.get(offset));
    }
}
