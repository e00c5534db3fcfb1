package io.klarion.config;

import io.klarion.core.delivery.DeliverySpec;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of alerts, and when.
 *
 * @param delivery grouping, repeats and silences
 * @param link where a reader of a message finds more; empty for nowhere
 * @param alertmanager Prometheus Alertmanagers that are told
 * @param webhooks other addresses that are told
 */
public record NotifyConfig(
        DeliverySpec delivery, String link, Optional<AlertmanagerConfig> alertmanager, List<WebhookConfig> webhooks) {
    public NotifyConfig {
        webhooks = List.copyOf(webhooks);
    }

    /** Whether anybody is told. */
    public boolean isUsed() {
        return alertmanager.isPresent() || !webhooks.isEmpty();
    }
}
