package io.klarion.cli;

import io.klarion.config.AlertmanagerConfig;
import io.klarion.config.KlarionConfig;
import io.klarion.config.MonitorConfig;
import io.klarion.config.NotifyConfig;
import io.klarion.notify.AlertmanagerSink;
import io.klarion.notify.NotifierSettings;
import io.klarion.notify.WebhookSink;
import io.klarion.topology.StreamsSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a configuration says of telling others, in the notifier's own words. */
final class NotifierSettingsOf {

    private NotifierSettingsOf() {}

    /** The sinks of the configuration, on the cluster of {@code streams}; none when nobody is to be told. */
    static NotifierSettings config(KlarionConfig config, StreamsSettings streams, boolean tells) {
        NotifyConfig notify = config.notifications();
        return new NotifierSettings(
                streams.kafka(),
                streams.applicationId() + "-notify",
                streams.topics().alerts(),
                config.monitors().stream().map(MonitorConfig::name).collect(Collectors.toSet()),
                notify.delivery(),
                notify.link(),
                tells ? notify.alertmanager().map(NotifierSettingsOf::alertmanager) : Optional.empty(),
                tells ? webhooks(notify) : List.of());
    }

    private static AlertmanagerSink alertmanager(AlertmanagerConfig config) {
        return new AlertmanagerSink(
                config.urls(), config.headers(), config.labels(), config.resend(), config.timeout());
    }

    private static List<WebhookSink> webhooks(NotifyConfig notify) {
        return notify.webhooks().stream()
                .map(webhook -> new WebhookSink(
                        webhook.name(),
                        webhook.url(),
                        webhook.secret(),
                        webhook.headers(),
                        webhook.template(),
                        webhook.timeout()))
                .toList();
    }
}
