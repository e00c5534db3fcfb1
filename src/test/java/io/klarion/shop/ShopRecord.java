package io.klarion.shop;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One record as the tests know it, independent of the decoder.
 *
 * @param topic where it is sent
 * @param partition where it is sent
 * @param timestamp the Kafka record's timestamp
 * @param time the event time
 * @param region the segment; empty for an absent field
 * @param amount a value; empty for null
 * @param kind a category; empty for a value of the wrong type
 * @param fault what makes it unfit; {@link Fault#NONE} for nothing
 */
public record ShopRecord(
        String topic,
        int partition,
        long timestamp,
        long time,
        Optional<String> region,
        OptionalDouble amount,
        Optional<String> kind,
        Fault fault) {

    /** What can be wrong with a record as a whole. */
    public enum Fault {
        NONE,
        CUT_OFF,
        NO_TIME,
        TOMBSTONE,
        TOO_FAR_AHEAD
    }

    public boolean isRejected() {
        return fault != Fault.NONE;
    }

    public String segment() {
        return region.orElse("(missing)");
    }

    /** The cell of the amount, found the slow way. */
    public String amountCell() {
        if (amount.isEmpty()) {
            return "missing";
        }
        double value = amount.getAsDouble();
        if (value < 0) {
            return "below";
        }
        for (int low = 0; low < 40; low += 10) {
            if (value < low + 10) {
                return "[" + low + ", " + (low + 10) + ")";
            }
        }
        return value <= 50 ? "[40, 50]" : "above";
    }

    /** The cell of the kind. */
    public String kindCell() {
        return kind.map(text -> text.equals("card") || text.equals("cash") ? text : "other")
                .orElse("invalid");
    }

    public ProducerRecord<byte[], byte[]> toKafka() {
        return new ProducerRecord<>(topic, partition, timestamp, null, fault == Fault.TOMBSTONE ? null : bytes());
    }

    public byte[] bytes() {
        return json().getBytes(StandardCharsets.UTF_8);
    }

    private String json() {
        String where = region.map(text -> "\"region\":\"" + text + "\",").orElse("");
        String what = "\"amount\":" + (amount.isPresent() ? amount.getAsDouble() : "null") + ",\"kind\":"
                + kind.map(text -> '"' + text + '"').orElse("{}");
        String when = fault == Fault.NO_TIME ? "" : ",\"time\":" + time;
        return "{" + where + what + when + (fault == Fault.CUT_OFF ? "" : "}");
    }
}
