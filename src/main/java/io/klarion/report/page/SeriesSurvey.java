package io.klarion.report.page;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.web.Strength;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/** What all windows of one series say together. Single-threaded. */
final class SeriesSurvey {

    private final Map<FeatureState, Integer> states = new EnumMap<>(FeatureState.class);
    private int windows;
    private int cells;
    private double excess;
    private double strength;
    private OptionalLong firstDrift = OptionalLong.empty();
    private boolean alerted;

    void add(Verdict window, FeatureVerdict feature) {
        windows++;
        states.merge(feature.state(), 1, Integer::sum);
        cells = Math.max(cells, feature.cells().size());
        strength = Math.max(strength, Strength.of(feature));
        if (feature.state() == FeatureState.DRIFT) {
            excess += Strength.excess(feature);
            firstDrift = OptionalLong.of(Math.min(firstDrift.orElse(Long.MAX_VALUE), window.start()));
        }
    }

    void alerted() {
        alerted = true;
    }

    boolean isAlerted() {
        return alerted;
    }

    int windows() {
        return windows;
    }

    int windows(FeatureState state) {
        return states.getOrDefault(state, 0);
    }

    /** The most cells of a window. */
    int cells() {
        return cells;
    }

    /** The sum of {@link Strength#excess} over the windows in drift. */
    double excess() {
        return excess;
    }

    /** The greatest strength of all windows. */
    double strength() {
        return strength;
    }

    /** The start of the first window in drift, alert or not. */
    OptionalLong firstDrift() {
        return firstDrift;
    }
}
