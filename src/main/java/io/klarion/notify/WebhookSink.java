package io.klarion.notify;

import io.klarion.codec.PageTemplate;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An address that takes pages. The printed form shows no more than its name and host.
 *
 * @param name what metrics, logs and the consumer group call it
 * @param url the address; often a secret by itself
 * @param secret what messages are signed with; empty for no signature
 * @param headers headers of each request; may hold secrets
 * @param template the form of the body; empty for Klarion's own JSON
 * @param timeout how long an answer is waited for
 */
public record WebhookSink(
        String name,
        URI url,
        Optional<String> secret,
        Map<String, String> headers,
        Optional<PageTemplate> template,
        Duration timeout) {
    public WebhookSink {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return name + " (" + url.getAuthority() + ")";
    }
}
