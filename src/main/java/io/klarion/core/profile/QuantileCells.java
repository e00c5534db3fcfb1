package io.klarion.core.profile;

import io.klarion.core.distribution.NumericBin;
import io.klarion.core.distribution.NumericBinning;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells of a numeric feature from a sample: intervals that each hold about the same share of it.
 *
 * <p>With K intervals asked for:
 * <ul>
 *   <li>A sample of at most K distinct values gets one single-value cell each; numbers between them are
 *       {@code other}.
 *   <li>A value with more than 1/K of the sample is a point mass and a cell of its own. The intervals around it are
 *       open at it: {@code 0}, {@code (0, 12)}, {@code [12, 30]}.
 *   <li>What lies between point masses is cut at quantiles, {@code [a, b)}, the last interval of all closed. Equal
 *       values are never parted, so heavily tied samples give fewer cells.
 *   <li>Edges have as few significant digits as leave every value of the sample where it was. The outermost two may
 *       reach up to 1 % of their interval's width beyond the sample for that.
 * </ul>
 *
 * <p>The result depends on the sample alone, not on its order. O(distinct values).
 */
public final class QuantileCells {

    private static final double OUTER_SLACK = 0.01;

    private final SortedValues sample;
    private final int intervals;
    private final double target;
    private final List<NumericBin> bins = new ArrayList<>();

    private QuantileCells(SortedValues sample, int intervals) {
        this.sample = sample;
        this.intervals = intervals;
        long rest = sample.total();
        int points = 0;
        for (int i = 0; i < sample.size(); i++) {
            if (isPoint(i)) {
                rest -= sample.count(i);
                points++;
            }
        }
        this.target = rest / (double) (intervals - points);
    }

    /**
     * The binning of {@code sample} with about {@code intervals} bins.
     *
     * @param intervals at least 2
     * @throws IllegalArgumentException when the sample is empty or {@code intervals} too small
     */
    public static NumericBinning of(SortedValues sample, int intervals) {
        if (intervals < 2) {
            throw new IllegalArgumentException("bins.count: must be at least 2, was " + intervals);
        }
        if (sample.size() == 0) {
            throw new IllegalArgumentException("values: must hold at least one finite number, was none");
        }
        return NumericBinning.of(
                sample.size() <= intervals ? singleValues(sample) : new QuantileCells(sample, intervals).cut());
    }

    private static List<NumericBin> singleValues(SortedValues sample) {
        List<NumericBin> points = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            points.add(NumericBin.point(sample.value(i)));
        }
        return points;
    }

    private boolean isPoint(int i) {
        return sample.count(i) > sample.total() / (double) intervals;
    }

    private List<NumericBin> cut() {
        int i = 0;
        while (i < sample.size()) {
            if (isPoint(i)) {
                bins.add(NumericBin.point(sample.value(i)));
                i++;
            } else {
                i = cutRun(i);
            }
        }
        return bins;
    }

    /* Cuts the values from first up to the next point mass; returns where that stands. */
    private int cutRun(int first) {
        int end = first;
        long mass = 0;
        while (end < sample.size() && !isPoint(end)) {
            mass += sample.count(end);
            end++;
        }
        int parts = (int) Math.max(1, Math.round(mass / target));
        int from = first;
        while (from < end) {
            int to = parts == 1 ? end : partEnd(from, end, mass / (double) parts);
            for (int i = from; i < to; i++) {
                mass -= sample.count(i);
            }
            bins.add(interval(from, to));
            from = to;
            parts = Math.max(1, parts - 1);
        }
        return end;
    }

    /* The end of the part that starts at from and whose mass is nearest to wanted. */
    private int partEnd(int from, int end, double wanted) {
        double mass = sample.count(from);
        int to = from + 1;
        while (to < end && mass + sample.count(to) / 2.0 <= wanted) {
            mass += sample.count(to);
            to++;
        }
        return to;
    }

    private NumericBin interval(int from, int to) {
        boolean afterPoint = from > 0 && isPoint(from - 1);
        boolean first = from == 0;
        boolean last = to == sample.size();
        double high = last ? sample.maximum() : edge(to);
        double low = first ? sample.value(0) : afterPoint ? sample.value(from - 1) : edge(from);
        double slack = OUTER_SLACK * (high - low);
        if (first) {
            low = ShortNumber.atMost(low, slack);
        }
        if (last) {
            high = -ShortNumber.atMost(-high, slack);
        }
        return new NumericBin(low, !afterPoint, high, last);
    }

    /* The edge below value i: a point mass itself, or the shortest number above value i − 1 up to value i. */
    private double edge(int i) {
        return isPoint(i) ? sample.value(i) : ShortNumber.between(sample.value(i - 1), sample.value(i));
    }
}
