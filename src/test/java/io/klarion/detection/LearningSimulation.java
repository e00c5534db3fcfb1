package io.klarion.detection;

import io.klarion.core.detect.DetectSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Streams whose records depend on one another, watched with a reference that has no event times: after as many windows as
 * dispersion is learned from.
 */
final class LearningSimulation {

    private static final int LEARNED_FROM = 30;
    private static final int WINDOWS_OF_A_STREAM = 4;

    private final Setting setting;
    private final int streams;

    LearningSimulation(Setting setting, int windows) {
        this.setting = setting;
        this.streams = windows / WINDOWS_OF_A_STREAM;
    }

    List<SimulationRow> rows() {
        SimulatedFeature feature = new AutocorrelatedFeature(setting, new Randomness(setting.seed("learned")));
        Scenario nothing = Scenario.numeric(SimulationPlan.STREAM, 0, 1);
        Tally tally = new Tally(setting);
        for (int s = 0; s < streams; s++) {
            SimulatedFeature.Drawn stream = feature.draw();
            Map<String, KlarionMonitor> monitors = monitors(stream.reference());
            for (int w = 0; w < LEARNED_FROM; w++) {
                Window window = stream.window(nothing);
                long start = w * stream.reference().window().size();
                monitors.values().forEach(monitor -> monitor.see(start, window.cells()));
            }
            for (int w = 0; w < WINDOWS_OF_A_STREAM; w++) {
                Window window = stream.window(nothing);
                monitors.forEach((name, monitor) -> tally.count(name, nothing.name(), monitor.alarms(window.cells())));
            }
        }
        return tally.rows(nothing.name());
    }

    private static Map<String, KlarionMonitor> monitors(ReferenceSample sample) {
        Map<String, KlarionMonitor> monitors = new LinkedHashMap<>();
        monitors.put(Rules.KLARION_LEARNED, monitor(sample, DetectSpec.DEFAULT));
        monitors.put(Rules.KLARION_ZERO_LEARNED, monitor(sample, Rules.withThreshold(0)));
        return monitors;
    }

    private static KlarionMonitor monitor(ReferenceSample sample, DetectSpec spec) {
        return new KlarionMonitor(sample.layout(), sample.untimed(), sample.window(), spec);
    }
}
