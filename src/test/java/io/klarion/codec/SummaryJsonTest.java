package io.klarion.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.monitor.MonitorSummary;
import io.klarion.core.monitor.MonitorSummary.Details;
import io.klarion.core.monitor.MonitorSummary.OfFeature;
import io.klarion.core.monitor.MonitorSummary.Records;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SummaryJsonTest {

    @Test
    void aSummaryHasALineAFeature() {
        TreeMap<String, OfFeature> features = new TreeMap<>();
        features.put(
                "income",
                new OfFeature(
                        12,
                        3,
                        1,
                        OptionalLong.of(1_767_268_800_000L),
                        0.31,
                        new Details(
                                Map.of(FeatureState.DRIFT, 3L, FeatureState.STABLE, 9L), OptionalDouble.of(0.27), 1)));
        features.put(
                "age\"\uD800", new OfFeature(12, 0, 0, OptionalLong.empty(), Double.POSITIVE_INFINITY, Details.NONE));
        MonitorSummary loans = new MonitorSummary("loans", Optional.of(new Records(1004, 1000, 3, 1)), 12, 1, features);
        MonitorSummary idle = new MonitorSummary("idle", Optional.of(new Records(0, 0, 0, 0)), 0, 0, new TreeMap<>());

        assertThat(SummaryJson.text(List.of(loans, idle))).isEqualTo("""
                {
                  "monitors" : [
                    {
                      "monitor" : "loans",
                      "records" : 1004,
                      "counted" : 1000,
                      "late" : 3,
                      "rejected" : 1,
                      "windows" : 12,
                      "alerts" : 1,
                      "features" : [
                        { "feature" : "age\\"�", "windows" : 12, "windows_in_drift" : 0, "alerts" : 0, "highest" : "Infinity", "alerts_firing" : 0, "windows_by_state" : { } },
                        { "feature" : "income", "windows" : 12, "windows_in_drift" : 3, "alerts" : 1, "first_onset" : "2026-01-01T12:00:00Z", "highest" : 0.31, "highest_lower" : 0.27, "alerts_firing" : 1, "windows_by_state" : { "STABLE" : 9, "DRIFT" : 3 } }
                      ]
                    },
                    {
                      "monitor" : "idle",
                      "records" : 0,
                      "counted" : 0,
                      "late" : 0,
                      "rejected" : 0,
                      "windows" : 0,
                      "alerts" : 0,
                      "features" : [ ]
                    }
                  ]
                }
                """);
    }

    @Test
    void whereNoRecordsWereReadNothingIsSaidOfThem() {
        MonitorSummary judged = new MonitorSummary("loans", Optional.empty(), 12, 0, new TreeMap<>());

        assertThat(SummaryJson.text(List.of(judged))).isEqualTo("""
                {
                  "monitors" : [
                    {
                      "monitor" : "loans",
                      "windows" : 12,
                      "alerts" : 0,
                      "features" : [ ]
                    }
                  ]
                }
                """);
    }

    @Test
    void aRunWithoutMonitorsHasAnEmptyList() {
        assertThat(SummaryJson.text(List.of())).isEqualTo("{\n  \"monitors\" : [ ]\n}\n");
    }
}
