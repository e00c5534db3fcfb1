package io.klarion.notify;

import io.klarion.core.delivery.DeliverySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is read, and who is told.
 *
 * @param kafka client properties; may hold secrets
 * @param group what the names of the consumer groups begin with; the sink's name follows
 * @param topic the alert topic
 * @param monitors whose alerts are told; others may share the topic
 * @param delivery grouping, repeats and silences
 * @param link where a reader finds more; empty for nowhere
 * @param alertmanager Alertmanagers
 * @param webhooks other receivers
 */
public record NotifierSettings(
        Map<String, String> kafka,
        String group,
        String topic,
        Set<String> monitors,
        DeliverySpec delivery,
        String link,
        Optional<AlertmanagerSink> alertmanager,
        List<WebhookSink> webhooks) {

    public NotifierSettings {
        kafka = Map.copyOf(kafka);
        monitors = Set.copyOf(monitors);
        webhooks = List.copyOf(webhooks);
    }

    /** The consumer group of a sink. */
    String group(String sink) {
        return group + "-" + sink;
    }

    /** The consumer groups of all sinks. */
    public List<String> groups() {
        return Stream.concat(
                        alertmanager.stream().map(sink -> AlertmanagerSink.NAME),
                        webhooks.stream().map(WebhookSink::name))
                .map(this::group)
                .toList();
    }

    @Override
    public String toString() {
        return "notifications of " + topic + " for " + monitors;
    }
}
