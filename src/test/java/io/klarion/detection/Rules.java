package io.klarion.detection;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.reference.Reference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rules that stand side by side. */
final class Rules {

    static final String KLARION = "klarion";
    static final String KLARION_ZERO = "klarion_threshold_0";
    static final String KLARION_LOW = "klarion_threshold_0.05";
    static final String KLARION_UNTIMED = "klarion_untimed";
    static final String KLARION_ZERO_UNTIMED = "klarion_threshold_0_untimed";

    static final String KLARION_LEARNED = "klarion_learned";
    static final String KLARION_ZERO_LEARNED = "klarion_threshold_0_learned";
    static final String KLARION_HOUR_OF_WEEK = "klarion_hour_of_week";
    static final String KLARION_ZERO_HOUR_OF_WEEK = "klarion_threshold_0_hour_of_week";

    /** The false alarms a window and feature that rules declare, all but the default configuration. */
    static final double LEVEL = 0.001;

    /** Klarion as it comes, and with threshold 0; with a reference that has event times, and with one that has none. */
    static final List<AlarmRule> KLARIONS = List.of(
            klarion(KLARION, DetectSpec.DEFAULT, ReferenceSample::timed),
            klarion(KLARION_ZERO, withThreshold(0), ReferenceSample::timed),
            klarion(KLARION_UNTIMED, DetectSpec.DEFAULT, ReferenceSample::untimed),
            klarion(KLARION_ZERO_UNTIMED, withThreshold(0), ReferenceSample::untimed));

    /** The same four over a series of windows: what only many of them show is found too. */
    static final List<AlarmRule> WATCHING = List.of(
            klarionWatching(KLARION, DetectSpec.DEFAULT, ReferenceSample::timed),
            klarionWatching(KLARION_ZERO, withThreshold(0), ReferenceSample::timed),
            klarionWatching(KLARION_UNTIMED, DetectSpec.DEFAULT, ReferenceSample::untimed),
            klarionWatching(KLARION_ZERO_UNTIMED, withThreshold(0), ReferenceSample::untimed));

    /** Klarion with half the default threshold. */
    static final AlarmRule LOW = klarion(KLARION_LOW, withThreshold(0.05), ReferenceSample::timed);

    /** What others do. */
    static final List<AlarmRule> OTHERS = List.of(
            AlarmRule.comparing("psi>0.1", (p, q) -> Statistics.populationStability(p.cells(), q.cells()) > 0.1),
            AlarmRule.comparing("psi>0.2", (p, q) -> Statistics.populationStability(p.cells(), q.cells()) > 0.2),
            AlarmRule.comparing("kl>0.1", (p, q) -> Statistics.kullbackLeibler(p.cells(), q.cells()) > 0.1),
            AlarmRule.comparing("js_distance>0.1", (p, q) -> Statistics.jensenShannon(p.cells(), q.cells()) > 0.1),
            AlarmRule.comparing("chi2_0.05", (p, q) -> Statistics.chiSquareP(p.cells(), q.cells()) < 0.05),
            AlarmRule.comparing("chi2_0.001", (p, q) -> Statistics.chiSquareP(p.cells(), q.cells()) < LEVEL),
            AlarmRule.comparing("g_0.001", (p, q) -> Statistics.likelihoodRatioP(p.cells(), q.cells()) < LEVEL),
            new AlarmRule(
                    "ks_0.05",
                    reference -> reference.whole().fine().length == 0
                            ? Optional.empty()
                            : Optional.of(window -> Statistics.kolmogorovSmirnovP(
                                            window.fine(), reference.whole().fine())
                                    < 0.05)),
            new AlarmRule("nannyml_mean+3sd", NannyLimit::of),
            AlarmRule.comparing("always", (p, q) -> true),
            AlarmRule.comparing("never", (p, q) -> false));

    static final List<AlarmRule> ALL =
            Stream.concat(KLARIONS.stream(), OTHERS.stream()).toList();

    private Rules() {}

    /** The default configuration with another threshold, at {@link #LEVEL}. */
    static DetectSpec withThreshold(double threshold) {
        DetectSpec spec = DetectSpec.DEFAULT;
        return new DetectSpec(spec.rule(), spec.measure(), threshold, spec.critical(), 1 - LEVEL, spec.smoothing());
    }

    /** The false alarms a window and feature that a rule declares. */
    static double level(String rule) {
        return List.of(KLARION, KLARION_UNTIMED, KLARION_LEARNED).contains(rule)
                ? 1 - DetectSpec.DEFAULT.confidence()
                : LEVEL;
    }

    /** The product's rule over a series of windows, each seen after those before it. */
    static AlarmRule klarionWatching(String name, DetectSpec spec, Function<ReferenceSample, Reference> kind) {
        return new AlarmRule(name, sample -> {
            KlarionMonitor monitor = new KlarionMonitor(sample.layout(), kind.apply(sample), sample.window(), spec);
            AtomicLong start = new AtomicLong();
            return Optional.of(
                    window -> !monitor.see(start.getAndAdd(sample.window().size()), window.cells())
                            .fired()
                            .isEmpty());
        });
    }

    /** The product's rule on references of this kind. */
    static AlarmRule klarion(String name, DetectSpec spec, Function<ReferenceSample, Reference> kind) {
        return new AlarmRule(name, sample -> {
            KlarionMonitor monitor = new KlarionMonitor(sample.layout(), kind.apply(sample), sample.window(), spec);
            return Optional.of(window -> monitor.alarms(window.cells()));
        });
    }
}
