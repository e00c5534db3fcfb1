package io.klarion.core.alert;

import io.klarion.core.detect.Detector;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.Verdict;
import java.util.Optional;

/**
 * Finds drift that is too slow for any single window: a cumulative sum [1] over the evidence of a feature's windows, a pure
 * function from what is remembered and the next window to what is remembered then.
 *
 * <pre>{@code
 * S ← min(h, max(0, S + min(−ln p, −ln α) − κ))     κ = 2, α = 1 − confidence
 * fires when S reaches h = −ln(0.3 α) / θ, where e^(−θκ) = 1 − θ; is over when S is back at 0
 * }</pre>
 *
 * <p>While nothing happens −ln p is exponential with mean 1, so that S falls by one a window on average, and the chance that it ever reaches h
 * once it has left 0 is below e^(−θh) = 0.3 α (Wald's and Lundberg's inequality). No single window can fire it: what one counts
 * is cut at the evidence at which the window would alarm by itself.
 *
 * <p>A window counts only where its estimate, without bias, is above the threshold (its value, for measures without one): many
 * windows together prove a divergence that matters, not one that is merely there. Windows that overlap the one counted before are
 * passed over. While another alert of the feature tells of the event, nothing is gathered, and a firing alert ends. Windows
 * that cannot be judged change nothing for as long as {@code hold}.
 *
 * <p>[1] E. S. Page, Continuous inspection schemes, Biometrika 41 (1954) 100–115.
 */
final class CreepMachine {

    private static final double REFERENCE_VALUE = 2;
    private static final double DECAY = decay();
    private static final double SHARE_OF_LEVEL = 0.3;
    private static final double MILLIONTHS = 1e6;
    private static final double RAREST = 1e-300;

    private CreepMachine() {}

    /**
     * One window further.
     *
     * @param isTold whether another alert of the feature tells of this window, or creep is not looked for
     */
    static AlertStep step(
            Optional<AlertState> before,
            Verdict window,
            FeatureVerdict feature,
            boolean isTold,
            AlertSpec spec,
            boolean showValues) {
        DriftObservation seen = new DriftObservation(AlertKind.CREEP, window, feature, showValues, false);
        CreepSummary summary = new CreepSummary(seen);
        if (isTold) {
            return before.filter(AlertState::firing)
                    .map(state -> AlertStep.resolve(state, seen, summary.toldElsewhere()))
                    .orElse(AlertStep.REST);
        }
        if (before.isPresent() && window.start() < before.get().lastJudgedEnd()) {
            return AlertStep.keep(before.get());
        }
        return isJudged(feature)
                ? judged(before, seen, summary)
                : before.map(state -> unjudged(state, seen, summary, spec)).orElse(AlertStep.REST);
    }

    private static boolean isJudged(FeatureVerdict feature) {
        return feature.spec().rule() == Rule.BOUND
                && feature.n() >= Detector.FEWEST_RECORDS
                && feature.pValue().isPresent();
    }

    private static AlertStep judged(Optional<AlertState> before, DriftObservation seen, CreepSummary summary) {
        long sum = before.map(AlertState::evidence).orElse(0L) + evidence(seen.feature());
        if (sum <= 0 && before.isEmpty()) {
            return AlertStep.REST;
        }
        long limit = limit(seen.feature());
        AlertState after = state(before, seen, Math.min(limit, Math.max(0, sum)));
        boolean wasFiring = before.filter(AlertState::firing).isPresent();
        if (after.evidence() == 0) {
            return wasFiring ? AlertStep.resolve(after, seen, summary.over()) : AlertStep.REST;
        }
        return sum >= limit && !wasFiring
                ? AlertStep.fire(after.toFiring(), seen, summary.fired(after.driftWindows()))
                : AlertStep.keep(after);
    }

    private static AlertState state(Optional<AlertState> before, DriftObservation seen, long evidence) {
        Verdict window = seen.window();
        AlertState onset = before.orElseGet(() ->
                AlertState.startingAt(seen.subject(), AlertKind.CREEP, Severity.WARNING, window.start(), window.end()));
        int windows = onset.driftWindows() + (before.isPresent() && !onset.firing() ? 1 : 0);
        return onset.withEvidence(windows, evidence, window.end());
    }

    private static AlertStep unjudged(AlertState state, DriftObservation seen, CreepSummary summary, AlertSpec spec) {
        if (seen.window().end() - state.lastJudgedEnd() <= spec.holdMillis()) {
            return AlertStep.keep(state);
        }
        return state.firing()
                ? AlertStep.resolve(state, seen, summary.unjudged(state.lastJudgedEnd()))
                : AlertStep.REST;
    }

    /** What one window adds, in millionths of a nat; below 0 where it speaks for nothing. */
    static long evidence(FeatureVerdict feature) {
        double size = feature.estimate().orElse(feature.value().orElse(0));
        double p = Math.max(RAREST, feature.pValue().orElse(1));
        double own =
                size > feature.spec().threshold() ? Math.min(-StrictMath.log(p), -StrictMath.log(level(feature))) : 0;
        return Math.round((own - REFERENCE_VALUE) * MILLIONTHS);
    }

    /** h, in millionths of a nat. */
    static long limit(FeatureVerdict feature) {
        return Math.round(-StrictMath.log(SHARE_OF_LEVEL * level(feature)) / DECAY * MILLIONTHS);
    }

    private static double level(FeatureVerdict feature) {
        return 1 - feature.spec().confidence();
    }

    /* θ, by iterating θ = 1 − e^(−θκ) to its fixed point. */
    private static double decay() {
        double theta = 1;
        for (int i = 0; i < 100; i++) {
            theta = 1 - StrictMath.exp(-theta * REFERENCE_VALUE);
        }
        return theta;
    }
}
