package io.klarion.codec;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.monitor.MonitorSummary;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The summary of a run as {@code summary.json}: one object with the {@code monitors}, each with its {@code features},
 * both by name. Times and infinities are written as in {@link VerdictJson}.
 */
public final class SummaryJson {

    private static final int LINED_LEVELS = 4;

    private static final JsonMapper JSON = new JsonMapper();

    private SummaryJson() {}

    /** The JSON text, one line a feature, ending in a line break. */
    public static String text(List<MonitorSummary> monitors) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putArray("monitors");
        monitors.forEach(monitor -> write(monitor, list.addObject()));
        return JSON.writer().with(new OuterLinesPrinter(LINED_LEVELS)).writeValueAsString(root) + "\n";
    }

    private static void write(MonitorSummary monitor, ObjectNode node) {
        node.put("monitor", Json.wellFormed(monitor.monitor()));
        monitor.records().ifPresent(records -> {
            node.put("records", records.read());
            node.put("counted", records.counted());
            node.put("late", records.late());
            node.put("rejected", records.rejected());
        });
        node.put("windows", monitor.windows());
        node.put("alerts", monitor.alerts());
        ArrayNode features = node.putArray("features");
        monitor.features().forEach((name, feature) -> {
            ObjectNode of = features.addObject();
            of.put("feature", Json.wellFormed(name));
            of.put("windows", feature.windows());
            of.put("windows_in_drift", feature.windowsInDrift());
            of.put("alerts", feature.alerts());
            feature.firstOnset()
                    .ifPresent(onset ->
                            of.put("first_onset", Instant.ofEpochMilli(onset).toString()));
            of.put("highest", feature.highest());
            details(feature.more(), of);
        });
    }

    private static void details(MonitorSummary.Details more, ObjectNode of) {
        more.highestLower().ifPresent(lower -> of.put("highest_lower", lower));
        of.put("alerts_firing", more.firing());
        ObjectNode states = of.putObject("windows_by_state");
        for (FeatureState state : FeatureState.values()) {
            long windows = more.states().getOrDefault(state, 0L);
            if (windows > 0) {
                states.put(state.name(), windows);
            }
        }
    }
}
