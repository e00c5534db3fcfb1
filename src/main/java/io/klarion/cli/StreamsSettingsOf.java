package io.klarion.cli;

import io.klarion.config.KlarionConfig;
import io.klarion.config.StartFrom;
import io.klarion.config.StreamsConfig;
import io.klarion.config.TopicsConfig;
import io.klarion.topology.StreamsSettings;

/** What a configuration says of running on a cluster, in the topology's own words. */
final class StreamsSettingsOf {

    private StreamsSettingsOf() {}

    static StreamsSettings config(KlarionConfig config) {
        StreamsConfig streams = config.streams();
        TopicsConfig topics = config.topics();
        return new StreamsSettings(
                config.applicationId(),
                config.kafka().toMap(),
                streams.threads(),
                streams.internalPartitions(),
                streams.guarantee() == StreamsConfig.Guarantee.EXACTLY_ONCE,
                streams.commitInterval(),
                streams.stateDir(),
                streams.standbyReplicas(),
                start(streams.startFrom()),
                new StreamsSettings.ResultTopics(topics.verdicts(), topics.alerts(), topics.quarantine()),
                topics.references(),
                (short) topics.replicationFactor().orElse(-1),
                config.createTopics());
    }

    private static StreamsSettings.StartFrom start(StartFrom from) {
        if (from instanceof StartFrom.At at) {
            return new StreamsSettings.StartFrom(
                    StreamsSettings.StartFrom.Kind.TIME, at.instant().toEpochMilli());
        }
        return from instanceof StartFrom.Latest
                ? new StreamsSettings.StartFrom(StreamsSettings.StartFrom.Kind.LATEST, 0)
                : StreamsSettings.StartFrom.EARLIEST;
    }
}
