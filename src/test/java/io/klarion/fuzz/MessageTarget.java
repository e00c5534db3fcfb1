package io.klarion.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.BinaryFormatException;
import io.klarion.codec.MessageCodec;
import io.klarion.core.protocol.Message;
import java.util.List;

/** What travels between the stages: refused by its own exception, or encodes to the same bytes again. */
final class MessageTarget implements FuzzTarget {

    @Override
    public String name() {
        return "message";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(Golden.hex("delta-v3"), Golden.hex("marker-v3"));
    }

    @Override
    public List<String> words() {
        return List.of();
    }

    @Override
    public void take(byte[] input) {
        Message message;
        try {
            message = MessageCodec.decode(input);
        } catch (BinaryFormatException refused) {
            assertThat(refused).hasMessageStartingWith("binary form: must ");
            return;
        }
        assertThat(MessageCodec.encode(message)).isEqualTo(input);
    }

    @Override
    public int mutants() {
        return 50_000;
    }

    @Override
    public long allowedBytes(int length) {
        return Golden.ALLOWED + Golden.ALLOWED_EACH * length;
    }
}
