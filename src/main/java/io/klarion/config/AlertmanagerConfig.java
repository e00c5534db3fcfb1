package io.klarion.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Alertmanagers that are told of alerts. The printed form shows no more than their hosts.
 *
 * @param urls where they are, each one told of everything
 * @param headers headers of each request; may hold secrets
 * @param labels labels of every alert beside those it has
 * @param resend how often what fires is told again
 * @param timeout how long an answer is waited for
 */
public record AlertmanagerConfig(
        List<URI> urls, Map<String, String> headers, Map<String, String> labels, Duration resend, Duration timeout) {
    public AlertmanagerConfig {
        urls = List.copyOf(urls);
        headers = Map.copyOf(headers);
        labels = Map.copyOf(labels);
    }

    @Override
    public String toString() {
        return urls.stream().map(URI::getAuthority).collect(Collectors.joining(", "));
    }
}
