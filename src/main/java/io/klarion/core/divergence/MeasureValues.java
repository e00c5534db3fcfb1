package io.klarion.core.divergence;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of measures, in the order of {@link Measure}. An immutable map that holds plain numbers, as a window has one of
 * these for every feature.
 */
@SuppressWarnings("EnumOrdinal") // a place in an array that does not outlive the program
public final class MeasureValues extends AbstractMap<Measure, Double> {

    private static final Measure[] MEASURES = Measure.values();

    /* NaN where a measure has none. */
    private final double[] values;

    private MeasureValues(double[] values) {
        this.values = values;
    }

    /** Those of a pair of shares; KS and Wasserstein where there is an order and a difference along it. */
    static MeasureValues of(GeneratorSums sums, @Nullable OrderedDifference ordered) {
        double[] values = new double[MEASURES.length];
        for (Measure measure : MEASURES) {
            values[measure.ordinal()] = measure.isOrdered() ? Double.NaN : sum(measure, sums);
        }
        if (ordered != null) {
            values[Measure.KS.ordinal()] = ordered.kolmogorovSmirnov();
            values[Measure.WASSERSTEIN.ordinal()] = ordered.wasserstein();
        }
        return new MeasureValues(values);
    }

    private static double sum(Measure measure, GeneratorSums sums) {
        double sum = sums.sum(measure.generator());
        return measure == Measure.HELLINGER ? Math.min(1, StrictMath.sqrt(sum)) : sum;
    }

    /** These values. */
    public static MeasureValues copyOf(Map<Measure, Double> map) {
        if (map instanceof MeasureValues same) {
            return same;
        }
        double[] values = new double[MEASURES.length];
        Arrays.fill(values, Double.NaN);
        map.forEach((measure, value) -> values[measure.ordinal()] = value);
        return new MeasureValues(values);
    }

    private boolean has(int place) {
        return !Double.isNaN(values[place]);
    }

    @Override
    public @Nullable Double get(@Nullable Object key) {
        return key instanceof Measure measure && has(measure.ordinal()) ? values[measure.ordinal()] : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    private Stream<Map.Entry<Measure, Double>> entries() {
        return Arrays.stream(MEASURES)
                .filter(measure -> has(measure.ordinal()))
                .map(measure -> Map.entry(measure, values[measure.ordinal()]));
    }

    @Override
    public Set<Map.Entry<Measure, Double>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<Measure, Double>> iterator() {
                return entries().iterator();
            }

            @Override
            public int size() {
                return (int) Arrays.stream(values)
                        .filter(value -> !Double.isNaN(value))
                        .count();
            }
        };
    }
}
