package io.klarion.cli;

import io.klarion.config.DurationText;
import io.klarion.config.MonitorConfig;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.reference.Reference;
import io.klarion.report.Figures;
import io.klarion.report.PrintableText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A guessed configuration as a YAML file, with the reasons beside the values. */
final class InferredConfigText {

    private final InferredMonitor inferred;
    private final MonitorConfig monitor;
    private final Reference reference;
    private final Optional<TopicSample> sample;

    /**
     * Of what was guessed.
     *
     * @param sample the topic it was guessed from; empty for a file
     */
    InferredConfigText(InferredMonitor inferred, Reference reference, Optional<TopicSample> sample) {
        this.sample = sample;
        this.inferred = inferred;
        this.monitor = inferred.base();
        this.reference = reference;
    }

    /** The file, to be written as {@code config} for the records of {@code data}. */
    String render(Path data, Path config) {
        String dataName = PrintableText.of(FileNames.of(data));
        String configName = PrintableText.of(FileNames.of(config));
        return head(dataName, configName) + source() + eventTime() + window() + reference(dataName, configName)
                + features() + """

                # Create the result topics when they are missing. The source topic must be there.
                create-topics: true
                """;
    }

    private String head(String data, String config) {
        return sample.map(taken -> ofTopic(taken, config)).orElseGet(() -> ofFile(data, config));
    }

    private String ofTopic(TopicSample taken, String config) {
        return """
                # Guessed by `klarion init` from a sample of the topic %1$s: %2$s.
                # Every guess stands with its reason; change what you know better, then
                #   ./klarion validate --config %3$s
                #   ./klarion doctor --config %3$s
                #   ./klarion run --config %3$s

                # What else the clients need (security.protocol, sasl, ssl) goes here, by the names Kafka gives it.
                kafka:
                  bootstrap.servers: %4$s

                """.formatted(
                        PrintableText.of(taken.topic()),
                        records(),
                        config,
                        YamlScalar.of(taken.kafka().getOrDefault("bootstrap.servers", "localhost:9092")));
    }

    private String ofFile(String data, String config) {
        return """
                # Guessed by `klarion init` from %1$s: %2$s.
                # Every guess stands with its reason; change what you know better, then
                #   ./klarion validate --config %3$s
                #   ./klarion replay --config %3$s --file %1$s --out DIR
                #   ./klarion run --config %3$s

                kafka:
                  bootstrap.servers: localhost:9092

                """.formatted(data, records(), config);
    }

    private String source() {
        return """
                monitors:
                  - name: %1$s
                    # The topic that carries such records; a replay of a file takes it for this topic.
                    source: { topics: [%2$s], format: json }

                """.formatted(
                        YamlScalar.of(monitor.name()),
                        YamlScalar.of(sample.map(TopicSample::topic).orElse(monitor.name())));
    }

    private String eventTime() {
        EventTimeSpec time = monitor.eventTime();
        return """
                    # %s.
                    event-time:
                      field: %s
                      unit: %s
                      # %s
                      out-of-orderness: %s

                    # Not guessed: a field whose values are watched apart, each with all features.
                    #segment-by: [/country]

                """.formatted(
                        sentence(inferred.seen().reason()),
                        YamlScalar.of(time.field()),
                        time.unit().name().toLowerCase(Locale.ROOT),
                        disorder(),
                        duration(time.outOfOrderness()));
    }

    private String window() {
        return """
                    # About %s records a window; some hundreds are needed to tell drift from chance.
                    window: { size: %s }

                """.formatted(
                        Figures.count(inferred.recordsPerWindow()),
                        duration(monitor.window().size()));
    }

    private String reference(String data, String config) {
        return """
                    # The %1$s records before %2$s. Another range:
                    #   ./klarion reference build --config %3$s%4$s --to %2$s --out %5$s --force
                    reference: { file: %5$s }

                """.formatted(
                        Figures.count(reference.pooled().records()),
                        Instant.ofEpochMilli(inferred.end()),
                        config,
                        sample.isPresent() ? "" : " --file " + data,
                        YamlScalar.of(FileNames.of(monitor.reference())));
    }

    private String records() {
        InferredMonitor.Seen seen = inferred.seen();
        return Figures.count(seen.records()) + " records from "
                + Instant.ofEpochMilli(seen.times().earliest()) + " to "
                + Instant.ofEpochMilli(seen.times().latest())
                + (seen.malformed() > 0 ? "; left out " + Figures.count(seen.malformed()) + " malformed lines" : "")
                + (seen.timeless() > 0 ? "; left out " + Figures.count(seen.timeless()) + " without event time" : "");
    }

    private String disorder() {
        long lag = inferred.seen().times().greatestLag();
        if (lag == 0) {
            return "No record came after a later one; this much is allowed for.";
        }
        return "A record came at most " + duration(lag) + " after a later one"
                + (lag > monitor.eventTime().outOfOrderness() ? "; more than a window is not waited for." : ".");
    }

    private String features() {
        StringBuilder text = new StringBuilder("""
                    # show-values: true lets alerts and pages show the categories of a feature.
                    features:
                """);
        for (InferredFeature feature : inferred.features()) {
            feature.notes().forEach(note -> text.append("      # ").append(note).append('\n'));
            text.append("      - { name: ").append(YamlScalar.of(feature.name()));
            if (feature.needsPath()) {
                text.append(", path: ").append(YamlScalar.of(feature.pointer()));
            }
            text.append(", type: ").append(feature.type().key()).append(" }\n");
        }
        Map<String, String> leftOut = inferred.columns().leftOut();
        if (!leftOut.isEmpty()) {
            text.append("    # Left out:\n");
            leftOut.forEach((pointer, reason) -> text.append("    #   ")
                    .append(PrintableText.of(pointer))
                    .append(' ')
                    .append(reason)
                    .append('\n'));
        }
        return text.toString();
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String duration(long millis) {
        return DurationText.of(Duration.ofMillis(millis));
    }
}
