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
 * @param value its bytes, where they are not the JSON of all this, as characters of ISO 8859-1
 */
public record ShopRecord(
        String topic,
        int partition,
        long timestamp,
        long time,
        Optional<String> region,
        OptionalDouble amount,
        Optional<String> kind,
        Fault fault,
        Optional<String> value) {

    /** A record whose bytes are its JSON. */
    public ShopRecord(
            String topic,
            int partition,
            long timestamp,
            long time,
            Optional<String> region,
            OptionalDouble amount,
            Optional<String> kind,
            Fault fault) {
        this(topic, partition, timestamp, time, region, amount, kind, fault, Optional.empty());
    }

    /** A record of bytes that are no record. */
    public static ShopRecord poison(String topic, int partition, long timestamp, byte[] bytes) {
        return new ShopRecord(
                topic,
                partition,
                timestamp,
                timestamp,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Fault.CUT_OFF,
                Optional.of(new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    /** The same with a long text in a field that nobody reads, so that it has exactly so many bytes. */
    public ShopRecord padded(int bytes) {
        String begin = "{\"padding\":\"";
        String end = "\"," + json().substring(1);
        String text = begin + "x".repeat(bytes - begin.length() - end.length()) + end;
        return new ShopRecord(topic, partition, timestamp, time, region, amount, kind, fault, Optional.of(text));
    }

    /** The same with another fault, category and times. */
    public ShopRecord with(Fault otherFault, Optional<String> otherKind, long otherTimestamp, long otherTime) {
        return new ShopRecord(
                topic, partition, otherTimestamp, otherTime, region, amount, otherKind, otherFault, value);
    }

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
        return value.map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .orElseGet(() -> json().getBytes(StandardCharsets.UTF_8));
    }

    private String json() {
        String where = region.map(text -> "\"region\":\"" + text + "\",").orElse("");
        String what = "\"amount\":" + (amount.isPresent() ? amount.getAsDouble() : "null") + ",\"kind\":"
                + kind.map(text -> '"' + text + '"').orElse("{}");
        String when = fault == Fault.NO_TIME ? "" : ",\"time\":" + time;
        return "{" + where + what + when + (fault == Fault.CUT_OFF ? "" : "}");
    }
}
