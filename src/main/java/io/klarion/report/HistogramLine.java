package io.klarion.report;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CellKind;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.distribution.NumberText;
import io.klarion.core.distribution.NumericBin;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.reference.FeatureReference;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A histogram in one line.
 *
 * <p>Intervals are drawn to scale: all bars are equally wide on the number line, and their heights are densities. Bins that are
 * all single values, and categories, get a bar each; neighbours are added up when there are too many. Full height is
 * the greatest bar.
 *
 * @param bars at most {@value #BARS} characters
 * @param range what they stand for: the ends of the number line, with … where a long tail is cut off, or how many
 *     categories
 */
record HistogramLine(String bars, String range) {

    static final int BARS = 20;
    private static final String CUT = " …";

    static HistogramLine of(Binning binning, FeatureReference counts) {
        if (binning instanceof NumericBinning numeric) {
            double[] masses = masses(binning, CellKind.BIN, counts);
            return numeric.bins().stream().allMatch(NumericBin::isPoint)
                    ? new HistogramLine(bars(neighbours(masses)), ends(numeric.bins(), 0, masses.length))
                    : scaled(numeric.bins(), masses);
        }
        if (binning instanceof JointBinning joint) {
            return new HistogramLine("", joint.rows() + " × " + joint.columns() + " groups");
        }
        double[] masses = masses(binning, CellKind.CATEGORY, counts);
        String categories = Figures.count(masses.length) + (masses.length == 1 ? " category" : " categories");
        return new HistogramLine(bars(neighbours(masses)), categories);
    }

    private static double[] masses(Binning binning, CellKind kind, FeatureReference counts) {
        return IntStream.range(0, binning.cells())
                .filter(cell -> binning.kind(cell) == kind)
                .mapToDouble(counts::count)
                .toArray();
    }

    private static double[] neighbours(double[] masses) {
        double[] sums = new double[Math.min(BARS, masses.length)];
        for (int i = 0; i < masses.length; i++) {
            sums[i * sums.length / masses.length] += masses[i];
        }
        return sums;
    }

    /* An outer interval that would take half of the picture is a tail: it is cut off. */
    private static HistogramLine scaled(List<NumericBin> bins, double[] masses) {
        int from = 0;
        int to = bins.size();
        while (to - from > 2) {
            double half = (bins.get(to - 1).high() - bins.get(from).low()) / 2;
            if (width(bins.get(to - 1)) > half) {
                to--;
            } else if (width(bins.get(from)) > half) {
                from++;
            } else {
                break;
            }
        }
        double low = bins.get(from).low();
        double step = (bins.get(to - 1).high() - low) / BARS;
        double[] sums = new double[BARS];
        for (int i = from; i < to; i++) {
            spread(bins.get(i), masses[i], low, step, sums);
        }
        return new HistogramLine(bars(sums), ends(bins, from, to));
    }

    private static double width(NumericBin bin) {
        return bin.high() - bin.low();
    }

    /* Adds the mass of a bin evenly to the bars it lies under. */
    private static void spread(NumericBin bin, double mass, double low, double step, double[] sums) {
        double start = (bin.low() - low) / step;
        double end = (bin.high() - low) / step;
        if (start == end) {
            sums[Math.min(sums.length - 1, (int) start)] += mass;
            return;
        }
        for (int i = (int) start; i < Math.min(sums.length, end); i++) {
            double covered = Math.min(end, i + 1.0) - Math.max(start, i);
            sums[i] += mass * covered / (end - start);
        }
    }

    private static String ends(List<NumericBin> bins, int from, int to) {
        double low = bins.get(from).low();
        double high = bins.get(to - 1).high();
        String drawn = low == high ? NumberText.of(low) : NumberText.of(low) + " to " + NumberText.of(high);
        return (from > 0 ? "… " : "") + drawn + (to < bins.size() ? CUT : "");
    }

    private static String bars(double[] masses) {
        double greatest = DoubleStream.of(masses).max().orElse(0);
        StringBuilder bars = new StringBuilder();
        for (double mass : masses) {
            bars.append(mass == 0 ? ' ' : Bars.up(mass, greatest));
        }
        return bars.toString();
    }
}
