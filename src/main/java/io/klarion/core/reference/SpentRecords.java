package io.klarion.core.reference;

import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.Segment;
import io.klarion.core.window.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Takes out of a reference the records that chose the cells of some features, so that no record both chooses and counts.
 *
 * <p>Of the c records of a cell {@code c·share} go; what is left of a whole one by chance, drawn from the place of the cell and its counts alone. The
 * effective size goes down with the records; dispersion and volume stay.
 */
public final class SpentRecords {

    private static final double WHOLE = 1e-6;

    private final Map<String, List<Double>> shares;

    /**
     * Those of these features.
     *
     * @param shares by feature, for each of its cells, in [0, 1]
     */
    public SpentRecords(Map<String, List<Double>> shares) {
        this.shares = Map.copyOf(shares);
    }

    /** The reference without them. */
    public Reference takenOutOf(Reference reference) {
        if (shares.isEmpty()) {
            return reference;
        }
        CellLayout layout = reference.layout();
        SortedMap<Segment, Population> segments = new TreeMap<>();
        reference.segments().forEach((segment, population) -> segments.put(segment, of(population, layout)));
        return new Reference(
                reference.id(),
                reference.version(),
                reference.effectiveFrom(),
                reference.provenance(),
                layout,
                reference.calendar(),
                of(reference.pooled(), layout),
                segments);
    }

    private Population of(Population population, CellLayout layout) {
        List<FeatureReference> features = new ArrayList<>();
        for (int f = 0; f < layout.size(); f++) {
            FeatureReference counted = population.features().get(f);
            List<Double> share = shares.get(layout.feature(f).name());
            features.add(share == null ? counted : counted.with(left(counted.counts(), share)));
        }
        SortedMap<Slot, Population> slots = new TreeMap<>();
        population.slots().forEach((slot, counted) -> slots.put(slot, of(counted, layout)));
        return new Population(population.records(), features, population.volume(), slots);
    }

    private static long[] left(long[] counts, List<Double> share) {
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(counts));
        long[] left = new long[counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            double spent = counts[cell] * share.get(cell);
            double whole = Math.floor(spent + WHOLE);
            double rest = spent - whole;
            left[cell] = counts[cell] - (long) whole - (rest > WHOLE && random.nextDouble() < rest ? 1 : 0);
        }
        return left;
    }
}
