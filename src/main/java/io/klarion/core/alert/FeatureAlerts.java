package io.klarion.core.alert;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.SchemaFault;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.FeatureType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alerts of different kinds on one feature. One event is told once: when values are missing or invalid, their cells
 * rise and all others fall, so that the divergence rises too. Then the alert is of kind {@code schema} where those two
 * cells carry at least half of the divergence, or no drift is shown; otherwise of kind {@code drift}. To the other
 * kind such a window says nothing, as if it held too little data. A pair of features has alerts of kind {@code joint}.
 */
public final class FeatureAlerts {

    private static final double MOST = 0.5;
    private static final int NEVER_SEEN_WINDOWS = 3;

    private FeatureAlerts() {}

    /**
     * One window further.
     *
     * @param before what was remembered of the feature, by kind
     * @param window the window's verdict, revision 0
     * @param feature its part on the feature
     * @param spec when the feature's alerts fire and clear
     * @param showValues whether the feature's category values may be shown to people
     * @return one step for each kind that may have something to remember or to tell
     */
    public static List<AlertStep> step(
            Map<AlertKind, AlertState> before,
            Verdict window,
            FeatureVerdict feature,
            AlertSpec spec,
            boolean showValues) {
        if (feature.type() == FeatureType.JOINT) {
            Observation joint = new DriftObservation(AlertKind.JOINT, window, feature, showValues, false);
            return List.of(AlertMachine.step(Optional.ofNullable(before.get(AlertKind.JOINT)), joint, spec));
        }
        boolean isFault = feature.schema().isPresent();
        if (before.isEmpty() && !isFault && feature.state() != FeatureState.DRIFT) {
            return List.of(CreepMachine.step(Optional.empty(), window, feature, !spec.creep(), spec, showValues));
        }
        return ofAllKinds(before, window, feature, spec, showValues);
    }

    private static List<AlertStep> ofAllKinds(
            Map<AlertKind, AlertState> before,
            Verdict window,
            FeatureVerdict feature,
            AlertSpec spec,
            boolean showValues) {
        boolean isFault = feature.schema().isPresent();
        boolean isSchema = isFault && (feature.state() != FeatureState.DRIFT || carriesMost(feature));
        Observation drift = new DriftObservation(AlertKind.DRIFT, window, feature, showValues, isSchema);
        Observation schema = new SchemaObservation(window, feature, isFault && !isSchema);
        AlertStep drifted = AlertMachine.step(Optional.ofNullable(before.get(AlertKind.DRIFT)), drift, spec);
        AlertStep faulty =
                AlertMachine.step(Optional.ofNullable(before.get(AlertKind.SCHEMA)), schema, patience(feature, spec));
        boolean isTold = feature.state() == FeatureState.DRIFT || isFault || isFiring(drifted) || isFiring(faulty);
        Optional<AlertState> creeping = Optional.ofNullable(before.get(AlertKind.CREEP));
        return List.of(
                drifted,
                faulty,
                CreepMachine.step(creeping, window, feature, isTold || !spec.creep(), spec, showValues));
    }

    private static boolean isFiring(AlertStep step) {
        return step.state().filter(AlertState::firing).isPresent();
    }

    /** Whether the cells of missing and invalid values, the last two, carry at least half of the divergence. */
    private static boolean carriesMost(FeatureVerdict feature) {
        List<CellVerdict> cells = feature.cells();
        double unusable = cells.subList(cells.size() - 2, cells.size()).stream()
                .mapToDouble(CellVerdict::contribution)
                .sum();
        double all = cells.stream().mapToDouble(CellVerdict::contribution).sum();
        return unusable >= MOST * all;
    }

    /* What was never there may just be late: it is waited for a little. */
    private static AlertSpec patience(FeatureVerdict feature, AlertSpec spec) {
        boolean isNew = feature.schema()
                .map(SchemaFault::kind)
                .filter(SchemaFault.Kind.NEVER_SEEN::equals)
                .isPresent();
        return isNew && spec.forWindows() < NEVER_SEEN_WINDOWS
                ? new AlertSpec(NEVER_SEEN_WINDOWS, spec.clearAfter(), spec.holdMillis())
                : spec;
    }
}
