package io.klarion.web;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** One window of one series, in the little room that a page of very many windows has. Immutable. */
public final class Point {

    private static final int THOUSAND = 1000;

    private static final Comparator<Point> TELLING = Comparator.comparingInt((Point point) -> rank(point.state))
            .thenComparingDouble(point -> point.strength)
            .thenComparingDouble(point -> Double.isNaN(point.value) ? 0 : point.value)
            .thenComparing(point -> -point.start);

    public final long start;
    public final long end;
    public final int revision;
    public final Completeness completeness;
    public final FeatureState state;
    public final long n;
    public final double value;
    public final double estimate;
    public final double lower;
    public final double upper;
    public final double threshold;
    public final int level;
    public final Layout layout;
    private final double strength;
    private final long[] counts;
    private final short[] parts;

    /** What the windows of a series share as long as the reference is the same: names and shares of the cells. */
    public record Layout(List<String> names, List<Double> reference) {

        /** Of these cells. */
        public static Layout of(List<CellVerdict> cells) {
            return new Layout(
                    cells.stream().map(CellVerdict::cell).toList(),
                    cells.stream().map(CellVerdict::reference).toList());
        }
    }

    /**
     * A window of a feature.
     *
     * @param cells its cells, under names that may be shown
     * @param layout that of these cells
     */
    public Point(Verdict window, FeatureVerdict feature, List<CellVerdict> cells, Layout layout) {
        this.start = window.start();
        this.end = window.end();
        this.revision = window.revision();
        this.completeness = window.completeness();
        this.state = feature.state();
        this.n = feature.n();
        this.value = orNaN(feature.value());
        this.estimate = orNaN(feature.estimate());
        this.lower = orNaN(feature.lower());
        this.upper = orNaN(feature.upper());
        this.threshold = feature.spec().threshold();
        this.level = Strength.level(feature);
        this.strength = Strength.of(feature);
        this.layout = layout;
        this.counts = cells.stream().mapToLong(CellVerdict::count).toArray();
        this.parts = parts(cells);
    }

    private static double orNaN(OptionalDouble number) {
        return number.orElse(Double.NaN);
    }

    private static short[] parts(List<CellVerdict> cells) {
        double sum = cells.stream().mapToDouble(CellVerdict::contribution).sum();
        short[] parts = new short[cells.size()];
        for (int i = 0; i < parts.length; i++) {
            double part = cells.get(i).contribution() / sum;
            parts[i] = Double.isFinite(part) ? (short) Math.round(THOUSAND * part) : 0;
        }
        return parts;
    }

    /** How many cells it has. */
    public int cells() {
        return counts.length;
    }

    /** How many records of the window are in a cell. */
    public long count(int cell) {
        return counts[cell];
    }

    /** What a cell contributes to the divergence, in thousandths of it. */
    public int part(int cell) {
        return parts[cell];
    }

    /**
     * Which of two windows in one column to keep: the later verdict on the same window, otherwise the worse state,
     * then the stronger, the earlier of equal ones.
     */
    public Point orMoreTelling(Point that) {
        if (that.end == end) {
            return that.revision >= revision ? that : this;
        }
        return TELLING.compare(that, this) > 0 ? that : this;
    }

    private static int rank(FeatureState state) {
        return switch (state) {
            case DRIFT -> 4;
            case STABLE -> 3;
            case INSUFFICIENT_DATA -> 2;
            case NO_REFERENCE -> 1;
            case NO_DATA -> 0;
        };
    }
}
