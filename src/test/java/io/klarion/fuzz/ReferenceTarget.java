package io.klarion.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.ReferenceJson;
import io.klarion.core.reference.Reference;
import java.util.List;

/** Reference files: refused with the file's name, or the same again after being written and read. */
final class ReferenceTarget implements FuzzTarget {

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(ReferenceJson.text(References.small()).getBytes(UTF_8));
    }

    @Override
    public List<String> words() {
        return JsonWords.with("\"bins\":", "\"categories\":", "\"value\":", "\"segments\":", "\"digest\":");
    }

    @Override
    public void take(byte[] input) {
        Reference reference;
        try {
            reference = ReferenceJson.parse("r.json", new String(input, UTF_8));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("r.json: ");
            return;
        }
        String text = ReferenceJson.text(reference);
        assertThat(ReferenceJson.text(ReferenceJson.parse("r.json", text))).isEqualTo(text);
    }

    @Override
    public int mutants() {
        return 3_000;
    }

    @Override
    public long allowedBytes(int length) {
        return 2_000_000 + 400L * length;
    }
}
