package io.klarion.core.detect;

import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.OtherValues;
import io.klarion.core.distribution.Segment;
import io.klarion.core.divergence.Measure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Verdicts for tests of what shows them: five-minute windows of the monitor "loans" on 2026-01-01. */
public final class SampleVerdicts {

    /** 2026-01-01T12:00:00Z. */
    public static final long NOON = 1_767_268_800_000L;

    /** The length of a window. */
    public static final long SIZE = 300_000;

    private SampleVerdicts() {}

    /** A verdict of window {@code index} after noon for country=DE, 1000 records, nothing late. */
    public static Verdict verdict(int index, FeatureVerdict... features) {
        return verdict(index, "DE", features);
    }

    /** The same for another country. */
    public static Verdict verdict(int index, String country, FeatureVerdict... features) {
        return of(index, List.of("country"), new Segment(List.of(country)), List.of(features));
    }

    /** The same for a monitor without segments. */
    public static Verdict unsegmented(int index, FeatureVerdict... features) {
        return of(index, List.of(), Segment.ALL, List.of(features));
    }

    private static Verdict of(int index, List<String> names, Segment segment, List<FeatureVerdict> features) {
        return new Verdict(
                "loans",
                names,
                segment,
                NOON + index * SIZE,
                NOON + (index + 1) * SIZE,
                0,
                Completeness.COMPLETE,
                1000,
                Optional.empty(),
                0,
                new ReferenceName("loans", 1, "sha256:0"),
                "sha256:1",
                0,
                1,
                features);
    }

    /** The same window, judged again. */
    public static Verdict revised(Verdict verdict, int revision, FeatureVerdict... features) {
        return new Verdict(
                verdict.monitor(),
                verdict.segmentNames(),
                verdict.segment(),
                verdict.start(),
                verdict.end(),
                revision,
                Completeness.COMPLETE,
                verdict.records(),
                Optional.empty(),
                verdict.late(),
                verdict.reference(),
                verdict.configDigest(),
                verdict.part(),
                verdict.parts(),
                List.of(features));
    }

    /** The same window of another monitor. */
    public static Verdict ofMonitor(String monitor, Verdict verdict) {
        return new Verdict(
                monitor,
                verdict.segmentNames(),
                verdict.segment(),
                verdict.start(),
                verdict.end(),
                verdict.revision(),
                verdict.completeness(),
                verdict.records(),
                Optional.empty(),
                verdict.late(),
                verdict.reference(),
                verdict.configDigest(),
                verdict.part(),
                verdict.parts(),
                verdict.features());
    }

    /** A verdict that has every field there is. */
    public static Verdict full() {
        Verdict plain = verdict(0, withEverything(drifted("income")));
        return new Verdict(
                plain.monitor(),
                plain.segmentNames(),
                plain.segment(),
                plain.start(),
                plain.end(),
                plain.revision(),
                plain.completeness(),
                plain.records(),
                Optional.of(new VolumeVerdict(VolumeVerdict.State.HIGH, 400, 120.5, 800, 2)),
                plain.late(),
                plain.reference(),
                plain.configDigest(),
                plain.part(),
                plain.parts(),
                plain.features());
    }

    /** The same feature with 30 % of its values missing, 5 % in the reference, and the split of a pair. */
    public static FeatureVerdict withEverything(FeatureVerdict feature) {
        return new FeatureVerdict(
                feature.feature(),
                feature.type(),
                feature.state(),
                feature.n(),
                feature.missing(),
                feature.invalid(),
                feature.nEffective(),
                feature.m(),
                feature.mEffective(),
                feature.dispersion(),
                feature.spec(),
                feature.value(),
                feature.estimate(),
                feature.lower(),
                feature.upper(),
                feature.pValue(),
                feature.measures(),
                feature.cells(),
                Optional.of(new SchemaFault(SchemaFault.Kind.MISSING, 0.3, 0.05, 0.2, 0.3, 0.05)),
                Optional.of(new OtherVerdict(70.5, List.of(new OtherValues.Value("kiosk", 120)))),
                Optional.of(new JointVerdict("a", "b", 0.5, 0.1, 0.2, -0.1, 0.3)));
    }

    /** A stable feature: KL 0.012, estimate 0.004 in [-0.002, 0.01], 10 of 1000 values missing. */
    public static FeatureVerdict stable(String feature) {
        return judged(feature, FeatureState.STABLE, 0.012, new double[] {0.004, -0.002, 0.01});
    }

    /** A feature in drift: KL 0.31, estimate 0.3 in [0.27, 0.33]. */
    public static FeatureVerdict drifted(String feature) {
        return judged(feature, FeatureState.DRIFT, 0.31, new double[] {0.3, 0.27, 0.33});
    }

    /** A feature in the given state whose estimate and bounds are {@code evidence}. */
    public static FeatureVerdict judged(String feature, FeatureState state, double value, double[] evidence) {
        return new FeatureVerdict(
                feature,
                FeatureType.NUMERIC,
                state,
                1000,
                10,
                0,
                1000,
                50_000,
                50_000,
                "none",
                DetectSpec.DEFAULT,
                OptionalDouble.of(value),
                OptionalDouble.of(evidence[0]),
                OptionalDouble.of(evidence[1]),
                OptionalDouble.of(evidence[2]),
                OptionalDouble.of(0.5),
                Map.of(Measure.KL, value),
                List.of(
                        new CellVerdict("[0, 1)", 600, 0.6, 0.4, 0.25),
                        new CellVerdict("[1, 2]", 390, 0.39, 0.59, 0.06),
                        new CellVerdict("missing", 10, 0.01, 0.01, 0)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A feature about which nothing can be said. */
    public static FeatureVerdict unjudged(String feature, FeatureState state) {
        return new FeatureVerdict(
                feature,
                FeatureType.NUMERIC,
                state,
                0,
                0,
                0,
                0,
                0,
                0,
                "none",
                DetectSpec.DEFAULT,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
