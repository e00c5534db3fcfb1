package io.klarion.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.AlertJson;
import io.klarion.codec.DataFileException;
import java.util.List;

/** Alerts: refused by their own exception, or written the same after being written and read. */
final class AlertTarget implements FuzzTarget {

    private static final String ALERT = """
            {"id":"ab12","monitor":"loans","segment":{"country":"DE"},"feature":"income","kind":"drift","severity":"critical",
             "state":"FIRING","onset":{"start":"2026-01-01T00:00:00Z","end":"2026-01-01T00:05:00Z"},
             "window":{"start":"2026-01-01T00:00:00Z","end":"2026-01-01T00:05:00Z"},
             "value":0.3,"lower":0.27,"upper":"Infinity","threshold":0.1,"n":9990,
             "top_cells":[{"cell":"[20, 30)","count":2098,"window":0.21,"reference":0.05,"contribution":0.14}],
             "revision":0,"summary":"income drifted"}
            """;

    @Override
    public String name() {
        return "alert";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(ALERT.getBytes(UTF_8));
    }

    @Override
    public List<String> words() {
        return JsonWords.with("\"RESOLVED\"", "\"warning\"", "\"WARNING\"", "\"ı\"");
    }

    @Override
    public void take(byte[] input) {
        byte[] once;
        try {
            once = AlertJson.write(AlertJson.read(input));
        } catch (DataFileException refused) {
            assertThat(refused).hasMessageStartingWith("alert: must be one JSON object of an alert, was not: ");
            return;
        }
        assertThat(AlertJson.write(AlertJson.read(once))).isEqualTo(once);
    }

    @Override
    public int mutants() {
        return 20_000;
    }

    @Override
    public long allowedBytes(int length) {
        return 2_000_000 + 400L * length;
    }
}
