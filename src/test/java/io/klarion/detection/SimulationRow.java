package io.klarion.detection;

import java.util.OptionalDouble;

/**
 * How often a rule alarmed in one scenario of a simulation.
 *
 * @param rule its name
 * @param setting its sizes
 * @param scenario what happened to the windows
 * @param alarms the windows it alarmed in
 * @param trials the windows
 * @param falseAlarmRate the share of windows it alarms in when nothing happens; empty when that was not simulated here
 * @param delayWindows for series of windows, the median number of windows up to and with the first alarm
 */
record SimulationRow(
        String rule,
        Setting setting,
        String scenario,
        long alarms,
        long trials,
        OptionalDouble falseAlarmRate,
        OptionalDouble delayWindows) {

    double rate() {
        return trials == 0 ? 0 : alarms / (double) trials;
    }

    boolean isNull() {
        return scenario.startsWith("null") || scenario.startsWith("ar1");
    }
}
