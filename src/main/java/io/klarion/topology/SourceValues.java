package io.klarion.topology;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Decodes the values of source records where the consumer finds them: in what it has just fetched and unpacked, which the
 * processor still has at hand, so that a value is never copied. They come out as a {@link RecordBlock.Row}, values of other topics as
 * the bytes that they are.
 */
final class SourceValues implements Deserializer<Object> {

    private final SourceDecoder decoder;

    SourceValues(SourceDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public Object deserialize(String topic, Headers headers, ByteBuffer data) {
        return decoder.reads(topic) ? decoder.decode(topic, data) : Utils.toArray(data);
    }

    @Override
    public Object deserialize(String topic, byte[] data) {
        return data;
    }
}
