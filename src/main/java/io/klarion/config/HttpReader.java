package io.klarion.config;

import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code http}. Who lets other machines connect must ask them for a token. */
final class HttpReader {

    private static final int MAX_PORT = 65_535;
    private static final int SHORTEST = 16;
    private static final int LONGEST = 1024;

    private static final Scalar<Path> PATH = Scalar.path("be the path of a PEM file");
    private static final Scalar<String> TOKEN = new Scalar<>(
            "be " + SHORTEST + " to " + LONGEST + " letters, digits or signs without spaces",
            node -> node.stringValueOpt()
                    .map(String::strip)
                    .filter(text -> text.length() >= SHORTEST && text.length() <= LONGEST)
                    .filter(text -> text.chars().allMatch(c -> c > ' ' && c < 0x7f)));

    private final Path directory;

    /** Resolves files against {@code directory}. */
    HttpReader(Path directory) {
        this.directory = directory;
    }

    HttpConfig read(Section section) {
        HttpConfig otherwise = HttpConfig.DEFAULT;
        Optional<String> token = section.secret("token", TOKEN);
        HttpConfig http = new HttpConfig(
                section.value("bind", Scalar.TEXT).orElse(otherwise.bind()),
                section.value("port", Scalar.integer(0, MAX_PORT)).orElse(otherwise.port()),
                token,
                tls(section),
                section.value("console", Scalar.FLAG).orElse(otherwise.console()));
        if (!http.isLoopback()) {
            requireProtection(http, section);
        }
        return http;
    }

    private Optional<HttpConfig.Tls> tls(Section section) {
        return section.section("tls", files -> {
            if (section.has("tls")) {
                files.require("certificate").require("key");
            }
            Optional<Path> certificate = files.value("certificate", PATH);
            Optional<Path> key = files.value("key", PATH);
            return certificate.isPresent() && key.isPresent()
                    ? Optional.of(
                            new HttpConfig.Tls(directory.resolve(certificate.get()), directory.resolve(key.get())))
                    : Optional.empty();
        });
    }

    private static void requireProtection(HttpConfig http, Section section) {
        if (!section.has("token")) {
            section.problem("token", "be given where http.bind lets other machines connect", "absent");
        }
        if (http.tls().isEmpty()) {
            section.warn(
                    "bind",
                    http.bind() + " lets other machines connect without TLS: give http.tls, or see to it that only a"
                            + " proxy with TLS reaches it");
        }
    }
}
