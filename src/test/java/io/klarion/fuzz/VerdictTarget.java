package io.klarion.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.DataFileException;
import io.klarion.codec.VerdictJson;
import java.util.List;

/** Verdicts: refused by their own exception, or written the same after being written and read. */
final class VerdictTarget implements FuzzTarget {

    private static final String VERDICT = """
            {"monitor":"loans","segment":{"country":"DE"},
             "window":{"start":"2026-01-01T00:00:00Z","end":"2026-01-01T00:05:00Z"},
             "revision":0,"completeness":"COMPLETE","records":10000,"late":3,
             "reference":{"id":"loans","version":2,"digest":"sha256:aa"},"config_digest":"sha256:bb","drifted":1,
             "features":[{"feature":"income","type":"numeric","state":"DRIFT","n":9990,"missing":7,"invalid":3,
              "n_effective":4100,"m":50000,"m_effective":21000,"dispersion":"reference","rule":"bound",
              "measure":"kl","value":0.31,"estimate":0.3,"lower":0.27,"upper":0.33,"confidence":0.999,
              "smoothing":"additive:0.5","threshold":0.1,"p_value":0.0,
              "measures":{"kl":0.31,"chi_square":"Infinity"},
              "cells":[{"cell":"[20, 30)","count":2098,"window":0.21,"reference":0.05,"contribution":0.14}]}]}
            """;

    @Override
    public String name() {
        return "verdict";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(VERDICT.getBytes(UTF_8));
    }

    @Override
    public List<String> words() {
        return JsonWords.with("\"none\"", "\"floor:1e-6\"", "\"part\":1,\"parts\":2,", "\"INCOMPLETE\"", "\"NO_DATA\"");
    }

    @Override
    public void take(byte[] input) {
        byte[] once;
        try {
            once = VerdictJson.write(VerdictJson.read(input));
        } catch (DataFileException refused) {
            assertThat(refused).hasMessageStartingWith("verdict: must be one JSON object of a verdict, was not: ");
            return;
        }
        assertThat(VerdictJson.write(VerdictJson.read(once))).isEqualTo(once);
    }

    @Override
    public int mutants() {
        return 10_000;
    }

    @Override
    public long allowedBytes(int length) {
        return 2_000_000 + 400L * length;
    }
}
