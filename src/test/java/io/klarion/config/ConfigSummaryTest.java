package io.klarion.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.ReferenceJson;
import io.klarion.core.reference.Dispersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSummaryTest {

    @TempDir
    Path directory;

    @Test
    void saysWhatAConfigurationComesTo() throws IOException {
        Files.createFile(directory.resolve("loans.json"));
        Path file = new Documents(directory).file("""
                kafka: { bootstrap.servers: 'broker:9092', ssl.key.password: hush }
                create-topics: true
                monitors:
                  - name: loans
                    source: { topics: [loan-features, loan-repairs] }
                    event-time: { field: /ts, unit: millis }
                    segment-by: [/country]
                    window: { size: 5m, advance: 1m, grace: 30s }
                    reference: { file: loans.json }
                    features:
                      - { name: income, path: /applicant/income }
                      - { name: channel, show-values: true, detect: { rule: point, threshold: 0.2, critical: none } }
                """);

        CompiledConfig compiled = ConfigLoader.compile(file, Map.of(), path -> References.loans(Dispersion.UNKNOWN));

        assertThat(String.join("\n", ConfigSummary.of(compiled)))
                .isEqualTo("""
                          application klarion, 1 stream thread, 8 internal partitions, exactly-once, commits every 1s, state in klarion-state
                          kafka       bootstrap.servers=broker:9092, ssl.key.password=***
                          results     klarion.verdicts, klarion.alerts, klarion.quarantine (created when missing)
                          http        127.0.0.1:8080

                        monitor loans  (%s)
                          reads       loan-features, loan-repairs as json
                          event time  /ts as millis, up to 10s out of order, rejected when more than 5m after the Kafka record's timestamp
                          windows     5m every 1m; a record counts in 5 windows; a verdict is due when event time is 40s past the window's end
                          segments    by /country, at most 1000, the rest counted as one
                          reference   loans version 3, 100 records, 1 segment with counts of their own, from loans.jsonl
                          detect      drift when the lower bound of kl at confidence 0.99 is above 0.1, critical above 0.3; fires after 1 window, clears after 2 quiet windows or one surely below, held 1h without enough data; drift too slow for one window is looked for; shares smoothed by additive:0.5
                          values      an alert of its own when the share of missing values has risen by more than 5 %%, that of invalid ones by more than 1 %%, or no value is left
                          volume      not judged, as the reference has no 10 whole windows
                          quiet       a partition without records stops holding windows back after 1m; its data is taken for 1d after a window's end
                          features    2 with 11 cells, 88 bytes for each pane of 1m and segment
                            income               numeric      /applicant/income           6 cells
                            channel              categorical  /channel                    5 cells, values shown
                              drift when plain kl (no evidence) is above 0.2, never critical; fires after 1 window, clears at once, held 1h without enough data; drift too slow for one window is looked for; shares smoothed by additive:0.5
                        warning: monitors[0].reference: loans has no event times, so how much its windows differ is not known: records are taken as independent until the first 30 windows of each segment tell, verdicts say dispersion: provisional""".formatted(compiled.monitors().get(0).configDigest()));
    }

    @Test
    void saysThatTheVolumeIsNotJudgedByWindowsBefore() throws IOException {
        Files.createFile(directory.resolve("loans.json"));
        Path file = new Documents(directory)
                .file(Documents.MINIMAL.replace("file: loans.json", "file: loans.json, previous: { windows: 5 }"));

        assertThat(ConfigSummary.of(ConfigLoader.compile(file, Map.of(), path -> References.loans())))
                .contains("  volume      not judged, as windows are compared with those before them (previous)");
    }

    @Test
    void saysWhatEachFeatureDetectsWhereTheReferenceKnowsItsWindows() {
        CompiledConfig compiled = ConfigLoader.compile(Path.of("config/loans.yaml"), Map.of(), ReferenceJson::read);
        assertThat(ConfigSummary.of(compiled))
                .contains(
                        "  detects     at the end of each feature's line: about the smallest divergence that every other window"
                                + " of 1798 records shows, as many as those of the reference hold for country=DE",
                        "    employment           categorical  /applicant/employment       8 cells, detects 0.16,"
                                + " values shown",
                        "    queue_length         numeric      /queue_length              24 cells, detects 0.18");
    }
}
