package io.klarion.demo;

import java.util.Locale;
import java.util.Map;

/** The config file of the demo: an ordinary one, as anybody would write it for such a stream. */
public final class DemoConfig {

    /** The topic of the stream. */
    public static final String TOPIC = "loan-applications";

    /** How many partitions it has. */
    public static final int PARTITIONS = 3;

    /** Settings of the topic: a demo that is left alone must not fill the disk. */
    public static final Map<String, String> TOPIC_SETTINGS =
            Map.of("retention.bytes", "134217728", "segment.bytes", "33554432");

    /** The name of the monitor. */
    public static final String MONITOR = "loans";

    /** What the config file is called. */
    public static final String FILE = "demo.yaml";

    /** What the reference file is called; it lies next to the config file. */
    public static final String REFERENCE_FILE = "demo-reference.json";

    private DemoConfig() {}

    /**
     * The text of the config file.
     *
     * @param bootstrapServers where the broker listens
     * @param httpPort where metrics are served
     */
    public static String text(String bootstrapServers, int httpPort) {
        return String.format(
                Locale.ROOT,
                """
                # Written by `klarion demo`. `klarion run --config` takes it as it is while the demo's broker runs.
                kafka: { bootstrap.servers: "%s" }
                monitors:
                  - name: loans
                    source: { topics: [loan-applications], format: json }
                    event-time: { field: /ts, unit: iso8601, out-of-orderness: %ds, max-lead: 5m }
                    segment-by: [/country]
                    window: { size: %dm, grace: %ds }
                    reference: { file: demo-reference.json }
                    features:
                      - { name: income, path: /applicant/income, type: numeric, export-shares: true }
                      - { name: age, path: /applicant/age, type: numeric }
                      - { name: employment, path: /applicant/employment, type: categorical, show-values: true }
                      - { name: credit_score, path: /credit_score, type: numeric }
                      - { name: existing_customer, path: /existing_customer, type: boolean }
                      - { name: amount, path: /amount, type: numeric }
                      - { name: term_months, path: /term_months, type: numeric }
                      - { name: interest_rate, path: /interest_rate, type: numeric, export-shares: true }
                      - { name: channel, path: /channel, type: categorical, show-values: true, export-shares: true }
                      - { name: purpose, path: /purpose, type: categorical, show-values: true }
                      - { name: queue_length, path: /queue_length, type: numeric }
                      # its daily season makes windows differ: one of them proves less, so ask for less
                      - { name: agents_online, path: /agents_online, type: numeric, detect: { threshold: 0.25, critical: 0.5 } }
                    detect: { rule: bound, measure: kl, threshold: 0.1, critical: 0.4, confidence: { budget: "1 per 1d" }, for: 1, clear-after: 2, hold: 1h }
                http: { bind: 127.0.0.1, port: %d }
                create-topics: true
                """,
                bootstrapServers,
                DemoPlan.OUT_OF_ORDERNESS.toSeconds(),
                DemoPlan.WINDOW.toMinutes(),
                DemoPlan.GRACE.toSeconds(),
                httpPort);
    }
}
