package io.klarion.notify;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Alertmanagers.
 *
 * @param urls their addresses
 * @param headers headers of each request; may hold secrets
 * @param labels labels of every alert beside its own
 * @param resend how often what fires is told again
 * @param timeout how long an answer is waited for
 */
public record AlertmanagerSink(
        List<URI> urls, Map<String, String> headers, Map<String, String> labels, Duration resend, Duration timeout) {

    /** What metrics, logs and the consumer group call it. */
    public static final String NAME = "alertmanager";

    public AlertmanagerSink {
        urls = List.copyOf(urls);
        headers = Map.copyOf(headers);
        labels = Map.copyOf(labels);
    }

    @Override
    public String toString() {
        return NAME;
    }
}
