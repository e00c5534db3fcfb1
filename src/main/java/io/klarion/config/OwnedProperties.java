package io.klarion.config;

import java.util.Map;

/** Client properties that Klarion sets itself, since its promises hang on them. */
final class OwnedProperties {

    private static final String NOWHERE = "";

    /** Each with the key that says it instead. */
    private static final Map<String, String> OWNED = Map.ofEntries(
            Map.entry("application.id", "application-id"),
            Map.entry("group.id", "application-id"),
            Map.entry("processing.guarantee", "streams.guarantee"),
            Map.entry("commit.interval.ms", "streams.commit-interval"),
            Map.entry("num.stream.threads", "streams.threads"),
            Map.entry("num.standby.replicas", "streams.standby-replicas"),
            Map.entry("state.dir", "streams.state-dir"),
            Map.entry("auto.offset.reset", "streams.start-from"),
            Map.entry("replication.factor", "topics.replication-factor"),
            Map.entry("enable.auto.commit", NOWHERE),
            Map.entry("isolation.level", NOWHERE),
            Map.entry("statestore.cache.max.bytes", NOWHERE),
            Map.entry("cache.max.bytes.buffering", NOWHERE),
            Map.entry("topology.optimization", NOWHERE),
            Map.entry("default.timestamp.extractor", NOWHERE),
            Map.entry("max.task.idle.ms", NOWHERE),
            Map.entry("ensure.explicit.internal.resource.naming", NOWHERE),
            Map.entry("deserialization.exception.handler", NOWHERE),
            Map.entry("production.exception.handler", NOWHERE),
            Map.entry("processing.exception.handler", NOWHERE),
            Map.entry("processing.exception.handler.global.enabled", NOWHERE));

    private OwnedProperties() {}

    /** Reports every property of {@code properties} that is Klarion's, with or without a client's prefix. */
    static void check(Section section, Map<String, String> properties) {
        properties.forEach((property, value) -> OWNED.forEach((owned, instead) -> {
            if (property.equals(owned) || property.endsWith("." + owned)) {
                section.problem(
                        "kafka." + property,
                        instead.equals(NOWHERE) ? "be left to Klarion" : "be set as " + instead,
                        value);
            }
        }));
    }
}
