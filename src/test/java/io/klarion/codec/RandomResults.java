package io.klarion.codec;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.JointVerdict;
import io.klarion.core.detect.OtherVerdict;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.SchemaFault;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeVerdict;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.OtherValues;
import io.klarion.core.distribution.Segment;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random verdicts and alerts: every field over its whole range, whether or not a detector would say so. */
final class RandomResults {

    private static final String[] CHARACTERS = {
        "a", "B", "7", " ", "\"", "\\", "/", "|", ",", "\n", "\t", "\u0000", "\u001f", "\u007f", "\u2028", "\u2029",
        "é", "\uFEFF", "\uFFFD", "\uFFFF", "😀", "𝄞", "<", "'", "{", "}", ":"
    };
    private static final double[] ODD_NUMBERS = {
        0, -0.0, 1, 0.1, Double.MIN_VALUE, -Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    /* 9999-12-31T23:59:59.999Z. */
    private static final long LAST_TIME = 253_402_300_799_999L;

    private final SplittableRandom random;

    RandomResults(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Verdict verdict() {
        return parts().get(0);
    }

    /** All parts of one verdict, in order; mostly one. */
    List<Verdict> parts() {
        int parts = random.nextInt(3) > 0 ? 1 : random.nextInt(2, 5);
        List<String> names = segmentNames();
        Segment segment = new Segment(names.stream().map(name -> text()).toList());
        String monitor = text();
        long start = time();
        long end = time();
        int revision = random.nextInt(3);
        Completeness completeness = one(Completeness.values());
        long records = count();
        long late = count();
        ReferenceName reference = new ReferenceName(
                text(), random.nextInt(100), text(), one("", "mon-13", "pooled"), one("", "own", "pooled"));
        String digest = text();
        List<Verdict> all = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            all.add(new Verdict(
                    monitor,
                    names,
                    segment,
                    start,
                    end,
                    revision,
                    completeness,
                    records,
                    part == 0 ? volume() : Optional.empty(),
                    late,
                    reference,
                    digest,
                    part,
                    parts,
                    some(this::feature)));
        }
        return all;
    }

    Alert alert() {
        List<String> names = segmentNames();
        return new Alert(
                text(),
                text(),
                names,
                new Segment(names.stream().map(name -> text()).toList()),
                text(),
                one(AlertKind.values()),
                one(Severity.values()),
                one(AlertTransition.values()),
                time(),
                time(),
                time(),
                time(),
                maybe(),
                maybe(),
                maybe(),
                number(),
                count(),
                some(this::cell),
                random.nextInt(3),
                text());
    }

    private FeatureVerdict feature() {
        return new FeatureVerdict(
                text(),
                one(FeatureType.values()),
                one(FeatureState.values()),
                count(),
                count(),
                count(),
                number(),
                count(),
                number(),
                one("reference", "provisional", "none"),
                spec(),
                maybe(),
                maybe(),
                maybe(),
                maybe(),
                maybe(),
                measures(),
                some(this::cell),
                schema(),
                other(),
                joint());
    }

    private DetectSpec spec() {
        double threshold = random.nextInt(4) == 0 ? 0 : random.nextDouble(10);
        return new DetectSpec(
                one(Rule.values()),
                one(Measure.values()),
                threshold,
                random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(threshold + random.nextDouble()),
                random.nextDouble(0.5, 1),
                one(
                        Smoothing.none(),
                        Smoothing.additive(random.nextDouble(1e-3, 10)),
                        Smoothing.floor(random.nextDouble(1e-9, 1))));
    }

    private Map<Measure, Double> measures() {
        Map<Measure, Double> measures = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            if (random.nextBoolean()) {
                measures.put(measure, number());
            }
        }
        return measures;
    }

    private CellVerdict cell() {
        return new CellVerdict(text(), count(), number(), number(), number());
    }

    private Optional<VolumeVerdict> volume() {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(
                        new VolumeVerdict(one(VolumeVerdict.State.values()), number(), number(), number(), number()));
    }

    private Optional<OtherVerdict> other() {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new OtherVerdict(number(), some(() -> new OtherValues.Value(text(), count()))));
    }

    private Optional<JointVerdict> joint() {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new JointVerdict(text(), text(), number(), number(), number(), number(), number()));
    }

    private Optional<SchemaFault> schema() {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new SchemaFault(
                        one(SchemaFault.Kind.values()), number(), number(), number(), number(), number()));
    }

    private List<String> segmentNames() {
        return some(this::text).stream().distinct().toList();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(one(CHARACTERS));
        }
        return text.toString();
    }

    private double number() {
        if (random.nextInt(4) == 0) {
            return ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)];
        }
        double bits = Double.longBitsToDouble(random.nextLong());
        return Double.isNaN(bits) ? 0.5 : bits;
    }

    private OptionalDouble maybe() {
        return random.nextInt(3) == 0 ? OptionalDouble.empty() : OptionalDouble.of(number());
    }

    private long count() {
        return random.nextLong() >>> random.nextInt(1, Long.SIZE);
    }

    private long time() {
        return random.nextInt(4) == 0 ? random.nextLong(1000) * 1000 : random.nextLong(LAST_TIME);
    }

    @SafeVarargs
    private <T> T one(T... from) {
        return from[random.nextInt(from.length)];
    }

    private <T> List<T> some(Supplier<T> what) {
        return Stream.generate(what).limit(random.nextInt(4)).toList();
    }
}
