package io.klarion.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses of sinks. Often such an address is all it takes to write there, so no message shows a wrong one. */
final class SinkAddress {

    /** An address over HTTP. */
    static final Scalar<URI> SCALAR = new Scalar<>(
            "be an address that begins with https:// or http:// and has a host, no user name, no fragment and no blank",
            node -> node.stringValueOpt()
                    .filter(text -> problem(text).isEmpty())
                    .map(URI::create),
            text -> problem(text).orElse("something else"));

    private SinkAddress() {}

    /** What is wrong with an address, without any part of it; empty where it is right. */
    private static Optional<String> problem(String text) {
        if (text.isBlank()) {
            return Optional.of("empty");
        }
        if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            return Optional.of("one with a blank");
        }
        if (!text.startsWith("https://") && !text.startsWith("http://")) {
            return Optional.of("one without http:// or https://");
        }
        try {
            return problem(new URI(text));
        } catch (URISyntaxException e) {
            boolean endsWithScheme = text.endsWith("://");
            return Optional.of(endsWithScheme ? "one without a host" : "one with a character that must be escaped");
        }
    }

    private static Optional<String> problem(URI url) {
        String authority = url.getRawAuthority();
        if (authority != null && authority.contains("@")) {
            return Optional.of("one with a user name");
        }
        if (url.getRawFragment() != null) {
            return Optional.of("one with a fragment");
        }
        return url.getHost() == null ? Optional.of("one without a host that is a valid name") : Optional.empty();
    }
}
