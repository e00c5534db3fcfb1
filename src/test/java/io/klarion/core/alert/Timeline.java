package io.klarion.core.alert;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.Segment;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Windows drawn as letters, one a minute, and what the machine makes of them.
 *
 * <p>In: {@code D} drift, {@code C} critical drift, {@code w} drift of which nobody can say whether it is critical, {@code s} stable but the upper bound above the threshold,
 * {@code b} stable and back under it, {@code ?} too little data, {@code -} no data, {@code x} no reference. Out:
 * {@code .} nothing, {@code W} fires as a warning, {@code !} fires as critical, {@code R} resolved.
 */
final class Timeline {

    static final long MINUTE = 60_000;
    static final String LETTERS = "DwCsb?-x";

    private static final DetectSpec SPEC =
            new DetectSpec(Rule.BOUND, Measure.KL, 0.1, OptionalDouble.of(0.3), 0.999, Smoothing.additive(0.5));

    private final AlertSpec spec;
    private Optional<AlertState> state = Optional.empty();
    private final List<Alert> alerts = new ArrayList<>();
    private final StringBuilder drawn = new StringBuilder();
    private int windows;

    Timeline(AlertSpec spec) {
        this.spec = spec;
    }

    /** What comes out of {@code letters}. */
    static String drawn(AlertSpec spec, String letters) {
        return new Timeline(spec).after(letters).drawn.toString();
    }

    /** Goes on with {@code letters}. */
    Timeline after(String letters) {
        letters.chars().forEach(letter -> step((char) letter));
        return this;
    }

    List<Alert> alerts() {
        return alerts;
    }

    Optional<AlertState> state() {
        return state;
    }

    private void step(char letter) {
        FeatureVerdict feature = feature(letter);
        AlertStep step = AlertMachine.step(AlertKind.DRIFT, state, window(windows, 0, feature), feature, spec, false);
        windows++;
        state = step.state();
        step.alert().ifPresent(alerts::add);
        drawn.append(step.alert().map(Timeline::letter).orElse("."));
    }

    private static String letter(Alert alert) {
        return switch (alert.state()) {
            case FIRING -> alert.severity() == Severity.CRITICAL ? "!" : "W";
            case RESOLVED -> "R";
        };
    }

    /** The window number {@code index}, from 0. */
    static Verdict window(int index, int revision, FeatureVerdict feature) {
        return new Verdict(
                "loans",
                List.of("country"),
                new Segment(List.of("DE")),
                index * MINUTE,
                (index + 1) * MINUTE,
                revision,
                Completeness.COMPLETE,
                1000,
                Optional.empty(),
                0,
                new ReferenceName("loans", 1, "sha256:0"),
                "sha256:1",
                0,
                1,
                List.of(feature));
    }

    /** The verdict that a letter stands for. */
    static FeatureVerdict feature(char letter) {
        return switch (letter) {
            case 'D' -> judged(FeatureState.DRIFT, 0.25, 0.2, 0.28);
            case 'w' -> judged(FeatureState.DRIFT, 0.31, 0.25, 0.4);
            case 'C' -> judged(FeatureState.DRIFT, 0.5, 0.4, 0.6);
            case 's' -> judged(FeatureState.STABLE, 0.09, 0.07, 0.11);
            case 'b' -> judged(FeatureState.STABLE, 0.02, 0.01, 0.04);
            case '?' -> judged(FeatureState.INSUFFICIENT_DATA, 0.2, -0.1, 0.5);
            case '-' -> unjudged(FeatureState.NO_DATA);
            case 'x' -> unjudged(FeatureState.NO_REFERENCE);
            default -> throw new IllegalArgumentException("letter: must be one of " + LETTERS + ", was " + letter);
        };
    }

    static FeatureVerdict judged(FeatureState state, double value, double lower, double upper) {
        return feature(SPEC, state, value, OptionalDouble.of(lower), OptionalDouble.of(upper));
    }

    private static FeatureVerdict unjudged(FeatureState state) {
        OptionalDouble none = OptionalDouble.empty();
        return verdict(FeatureType.NUMERIC, SPEC, state, none, none, none, List.of());
    }

    static FeatureVerdict feature(
            DetectSpec spec, FeatureState state, double value, OptionalDouble lower, OptionalDouble upper) {
        List<CellVerdict> cells = List.of(
                new CellVerdict("[10, 20)", 790, 0.79, 0.95, 0.11),
                new CellVerdict("[20, 30)", 210, 0.21, 0.05, 0.14),
                new CellVerdict("missing", 0, 0, 0, 0));
        return verdict(FeatureType.NUMERIC, spec, state, OptionalDouble.of(value), lower, upper, cells);
    }

    static FeatureVerdict verdict(
            FeatureType type,
            DetectSpec spec,
            FeatureState state,
            OptionalDouble value,
            OptionalDouble lower,
            OptionalDouble upper,
            List<CellVerdict> cells) {
        return new FeatureVerdict(
                "income",
                type,
                state,
                1000,
                0,
                0,
                900,
                10_000,
                9000,
                "reference",
                spec,
                value,
                value,
                lower,
                upper,
                OptionalDouble.empty(),
                Map.of(),
                cells,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
