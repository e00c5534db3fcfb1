package io.klarion.config;

import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code http}. Who lets other machines connect must ask them for a token. */
final class HttpReader {

    private static final int MAX_PORT = 65_535;
    private static final int SHORTEST = 16;
    private static final int LONGEST = 1024;

    private static final Scalar<String> TOKEN = new Scalar<>(
            "be " + SHORTEST + " to " + LONGEST + " letters, digits or signs without spaces",
            node -> node.stringValueOpt()
                    .map(String::strip)
                    .filter(text -> text.length() >= SHORTEST && text.length() <= LONGEST)
                    .filter(text -> text.chars().allMatch(c -> c > ' ' && c < 0x7f)));

    private final TlsReader tls;

    /** Resolves files against {@code directory}. */
    HttpReader(Path directory) {
        this.tls = new TlsReader(directory);
    }

    HttpConfig read(Section section) {
        HttpConfig otherwise = HttpConfig.DEFAULT;
        Optional<String> token = section.secret("token", TOKEN);
        HttpConfig http = new HttpConfig(
                section.value("bind", Scalar.TEXT).orElse(otherwise.bind()),
                section.value("port", Scalar.integer(0, MAX_PORT)).orElse(otherwise.port()),
                token,
                section.section("tls", files -> tls.read(files, section.has("tls"))),
                section.value("console", Scalar.FLAG).orElse(otherwise.console()));
        if (!http.isLoopback()) {
            requireProtection(http, section);
        }
        return http;
    }

    private static void requireProtection(HttpConfig http, Section section) {
        if (!section.has("token")) {
            section.problem("token", "be given where http.bind lets other machines connect", "absent");
        }
        if (!section.has("tls")) {
            section.warn(
                    "bind",
                    http.bind() + " lets other machines connect without TLS: give http.tls, or see to it that only a"
                            + " proxy with TLS reaches it");
        }
    }
}
