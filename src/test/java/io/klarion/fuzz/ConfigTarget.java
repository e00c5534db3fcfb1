package io.klarion.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigException;
import io.klarion.config.ConfigLoader;
import io.klarion.config.Problem;
import io.klarion.core.reference.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Configurations: compiled, or refused with problems of one line each that do not show a secret.
 */
final class ConfigTarget implements FuzzTarget {

    private static final String CANARY = "kanarienvogel";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("NAME", "x", "PORT", "8081", "PASSWORD", CANARY, "EMPTY", "");

    private final ScratchFile file = new ScratchFile("klarion.yaml");
    private final Reference reference = References.small();

    ConfigTarget() {
        file.beside("r.json").write(new byte[0]);
    }

    @Override
    public String name() {
        return "config";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of("""
                        monitors:
                          - name: loans
                            source: { topics: [loan-features], format: json }
                            event-time: { field: /ts, unit: iso8601, out-of-orderness: 10s, max-lead: 5m }
                            segment-by: [/country]
                            window: { size: 5m, advance: 1m, grace: 30s, origin: 2026-01-01T00:00:00Z }
                            reference: { file: r.json }
                            features:
                              - { name: income, path: /a/income, type: numeric, bins: { edges: [0, 10, 20] } }
                              - { name: 'c*', show-values: true, detect: { threshold: 0.2 } }
                            exclude: ['v?p']
                            detect: { rule: bound, measure: kl, threshold: 0.1, critical: 0.3, confidence: 0.999 }
                            idle-after: 1m
                            max-segments: 1000
                        """, """
                        kafka: { bootstrap.servers: "${env:NAME}:9092", sasl.password: "${env:PASSWORD}" }
                        http: { bind: 127.0.0.1, port: "${env:PORT}" }
                        streams: { threads: 2, start-from: latest, processing-guarantee: exactly-once }
                        topics: { verdicts: v, replication-factor: 3 }
                        create-topics: true
                        defaults: &d { size: 5m }
                        monitors: [{ name: m, source: { topics: [t] }, window: { <<: *d }, reference: { file: r.json } }]
                        """, "monitors: []\n", "{}")
                .map(text -> text.getBytes(UTF_8))
                .toList();
    }

    @Override
    public List<String> words() {
        return List.of(
                "monitors:",
                "name: ",
                "&a ",
                "*a",
                "<<: ",
                "!!str ",
                "? ",
                "- ",
                "  ",
                "---\n",
                "...\n",
                "%YAML 1.1\n",
                "|\n",
                ">-\n",
                "${env:",
                "${env:PASSWORD}",
                "${env:NONE:-",
                "$${",
                "}",
                "null",
                "~",
                "1e400",
                ".nan",
                ".inf",
                "0x7f",
                "1_000",
                "99999999999",
                "P999999D",
                "PT0S",
                "-1m",
                "1h30m",
                "'*'",
                "'***?*'",
                "[[",
                "{",
                "'",
                "\"",
                "\u0000",
                "\u0085",
                "\uFEFF",
                "\t",
                "2026-01-01",
                "/a/~",
                "/~01",
                "..",
                "r.json\u0000");
    }

    @Override
    public void take(byte[] input) {
        if (new String(input, StandardCharsets.ISO_8859_1).contains(CANARY)) {
            return; // what stands in the file in clear is not the secret of the environment
        }
        Path path = file.write(input);
        try {
            CompiledConfig compiled = ConfigLoader.compile(path, ENVIRONMENT, any -> reference);
            assertThat(compiled.monitors()).isNotEmpty();
            assertThat(compiled.config().toString()).doesNotContain(CANARY);
        } catch (ConfigException refused) {
            assertThat(refused.problems()).isNotEmpty();
            for (Problem problem : refused.problems()) {
                assertThat(problem.toString()).doesNotContain("\n", "\r", "\u0000", CANARY);
            }
        }
    }

    @Override
    public int mutants() {
        return 500;
    }

    @Override
    public long allowedBytes(int length) {
        return 20_000_000 + 20_000L * length;
    }
}
