package io.klarion.core.divergence;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How surprising the difference between a window and its reference is when nothing has changed: the p-value that
 * verdicts carry.
 *
 * <p><b>Independent records.</b> First the tests of {@link HomogeneityTest}: χ² where every cell is expected to hold ten records,
 * else the larger p-value of G and χ², as each is too small where the other is not. Whatever comes near to being
 * remarkable (below 5 % by a quick and generous reckoning) is judged by {@link ConditionalLaw}, which holds for thin cells
 * and far out in the tail; with two cells that law is summed term by term. Between 1 and 5 % the quick reckoning itself is taken where it is known
 * to be right within a tenth: seven cells or more, ten records expected in each, and a reference fourteen times as large.
 *
 * <p><b>Narrower questions.</b> A sum over many cells sees late that a single one of them gains, or that all of them lean a little to one side. So parts of the
 * level go to other tests, where there are three cells or more: to the cells one by one, k min_i p_i of {@link CellExcess}, and, where cells lie on a line, to the
 * window's location and scale among the records of both, of {@link RankSums} by the law of {@link OrderLaw}. The p-value is that of their weighted
 * harmonic mean ({@link CombinedPValue}):
 *
 * <pre>{@code
 * 1/p ≈ 0.3 / p_all + 0.45 / p_location + 0.1 / p_scale + 0.15 / p_cell     ordered cells
 * 1/p ≈ 0.5 / p_all + 0.5 / p_cell                                          others
 * }</pre>
 *
 * <p>A rank test counts as 1 up to a deviate of 1.9.
 *
 * <p><b>Dependent records.</b> The tests on effective sizes, against the law of {@link EffectiveSizes}, and nothing else.
 *
 * <p><b>The ends of the range.</b> Cells cut at the quantiles of a reference end at its own extremes, so nothing of it lies
 * beyond them, by construction. To take that for an observation makes p-values two to three times too small. Therefore an empty cell beyond
 * either end is lent one (effective) record of its neighbour's: the extreme that the edge was cut at.
 */
public final class SignificanceTest {

    private static final double ENOUGH_FOR_CHI_SQUARE = 10;
    private static final double REMARKABLE = 0.05;
    private static final double BEYOND_DOUBT = 1e-30;
    private static final double SAME = 1e-9;

    /* The weights 0.3, 0.45, 0.1 and 0.15, one after the other. */
    private static final double BESIDE_LOCATION = 0.4;
    private static final double BESIDE_SCALE = 0.75 / 0.85;
    private static final double BESIDE_CELLS = 0.85;
    private static final double BESIDE_CELLS_WITHOUT_ORDER = 0.5;

    private SignificanceTest() {}

    /**
     * The probability of a difference like this or a larger one when window and reference come from one population.
     *
     * @param window counts of the window, one a cell
     * @param reference counts of the reference over the same cells
     * @param cut which cells may have been cut at values of the reference
     * @param sizes how many independent records the two are worth
     * @param order what location and scale are judged by
     * @return in [0, 1]; 1 when a side has no records, or only one cell is used
     */
    public static double pValue(long[] window, long[] reference, CutCells cut, EffectiveSizes sizes, OrderLaw order) {
        long[] seated = withExtremes(reference, cut, sizes.reference());
        CountPair counts = CountPair.of(window, seated, sizes);
        if (counts.isEmpty() || counts.cells() < 2) {
            return 1;
        }
        double quick = quick(counts, sizes);
        if (!sizes.isExact() || !isCounted(window, sizes.window()) || !isCounted(seated, sizes.reference())) {
            return quick;
        }
        boolean isBeyondDoubt = quick < BEYOND_DOUBT;
        double exact = isBeyondDoubt ? Double.NaN : new Table(window, seated, cut, cut.isCut(reference)).pValue();
        double all = Double.isNaN(exact) ? quick : exact;
        if (counts.cells() == 2) {
            return all;
        }
        double single = Math.min(1, counts.cells() * rarest(window, reference, cut));
        return combined(all, single, window, seated, cut, order);
    }

    private static double combined(
            double all, double single, long[] window, long[] reference, CutCells cut, OrderLaw order) {
        return order.isKnown() && cut.ordered() > 0
                ? CombinedPValue.of(withOrder(all, window, reference, cut, order), BESIDE_CELLS, single)
                : CombinedPValue.of(all, BESIDE_CELLS_WITHOUT_ORDER, single);
    }

    /* The p-value over all cells together with those of location and scale. */
    private static double withOrder(double all, long[] window, long[] reference, CutCells cut, OrderLaw order) {
        double location = 1;
        double scale = 1;
        if (all >= BEYOND_DOUBT) {
            RankSums ranks = new RankSums(window, reference, cut.ordered());
            location = ranks.locationPValue(order);
            scale = ranks.scalePValue(order);
        }
        return CombinedPValue.of(CombinedPValue.of(all, BESIDE_LOCATION, location), BESIDE_SCALE, scale);
    }

    /* The least p-value of a single cell. */
    private static double rarest(long[] window, long[] reference, CutCells cut) {
        double records = sum(window);
        double others = sum(reference);
        CellExcess law = CellExcess.of(records, others);
        boolean isCut = cut.isCut(reference);
        double least = 1;
        for (int cell = 0; cell < window.length; cell++) {
            if (window[cell] > 0) {
                boolean isBetween = isCut && cut.isBetween(cell);
                double b = isBetween ? Math.max(1, reference[cell]) - 1.0 : reference[cell];
                double p = law.pValue((double) window[cell], window[cell] + b);
                boolean isUnseen = b == 0 && !isBetween && p < 1;
                least = Math.min(
                        least, isUnseen ? Math.min(p, UnseenCell.pValue((double) window[cell], records, others)) : p);
            }
        }
        return least;
    }

    /* As HomogeneityTest, but G only where it is asked. */
    private static double quick(CountPair counts, EffectiveSizes sizes) {
        TwoSampleTable table = new TwoSampleTable(counts);
        int degrees = counts.cells() - 1;
        double byChiSquare = sizes.pValue(table.chiSquare(), degrees);
        return table.minExpected() >= ENOUGH_FOR_CHI_SQUARE
                ? byChiSquare
                : Math.max(sizes.pValue(table.g(), degrees), byChiSquare);
    }

    private static boolean isCounted(long[] counts, double size) {
        return sum(counts) == size;
    }

    private static double sum(long[] counts) {
        double sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private static long[] withExtremes(long[] reference, CutCells cut, double effective) {
        if (!cut.isCut(reference) || !(effective > 0)) {
            return reference;
        }
        long[] seated = reference.clone();
        long one = Math.max(1, Math.round(sum(reference) / effective));
        lend(seated, cut.below() + 1, cut.below(), one);
        lend(seated, cut.above() - 1, cut.above(), one);
        return seated;
    }

    private static void lend(long[] counts, int from, int to, long records) {
        if (counts[to] == 0 && counts[from] > 1) {
            long lent = Math.min(records, counts[from] / 2);
            counts[from] -= lent;
            counts[to] += lent;
        }
    }

    /** The 2 × k table of independent records. */
    private static final class Table {
        private static final double BEYOND = 0.02;
        private static final double PLAIN = 0.01;
        private static final double SMALL_SHARE = 1.0 / 15;
        private static final int FEW_CELLS = 7;

        private final long[] window;
        private final long[] reference;
        private final CutCells cut;
        private final boolean isCut;
        private final int[] used;
        private final double records;
        private final double share;
        private double statistic;
        private double freedom = -1;
        private double least = Double.POSITIVE_INFINITY;

        Table(long[] window, long[] reference, CutCells cut, boolean isCut) {
            this.used = used(window, reference);
            this.window = window;
            this.reference = reference;
            this.cut = cut;
            this.isCut = isCut;
            this.records = sum(window);
            this.share = records / (records + sum(reference));
            for (int cell : used) {
                double total = (double) window[cell] + reference[cell];
                if (isBeyond(cell)) {
                    statistic += CellLaw.scoreBeyondExtreme((double) window[cell], share);
                } else {
                    statistic += CellLaw.score((double) window[cell], total, share);
                    least = Math.min(least, total * share);
                }
                freedom += Math.min(1, 4 * total * share * (1 - share));
            }
        }

        private static int[] used(long[] window, long[] reference) {
            int[] used = new int[window.length];
            int count = 0;
            for (int cell = 0; cell < window.length; cell++) {
                if (window[cell] > 0 || reference[cell] > 0) {
                    used[count] = cell;
                    count++;
                }
            }
            return count == used.length ? used : Arrays.copyOf(used, count);
        }

        /*
         * By χ² with as many degrees of freedom as the statistic's mean; NaN above 5 %. At 1.5 standard deviations above the mean the survival
         * of χ² is above 6 %, whatever its degrees of freedom.
         */
        private double roughly() {
            double degrees = Math.max(1, freedom);
            if (statistic <= degrees + 1.5 * StrictMath.sqrt(2 * degrees)) {
                return Double.NaN;
            }
            double p = ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
            return p <= REMARKABLE ? p : Double.NaN;
        }

        /* Where the window is small beside the reference and no cell is thin, that is right within a tenth. */
        private boolean isPlain(double roughly) {
            return roughly > PLAIN
                    && used.length >= FEW_CELLS
                    && share <= SMALL_SHARE
                    && least >= ENOUGH_FOR_CHI_SQUARE;
        }

        private boolean isBeyond(int cell) {
            return isCut && (cell == cut.below() || cell == cut.above());
        }

        private CellLaw law(int cell, double tilt) {
            if (isBeyond(cell)) {
                return CellLaw.beyondExtreme(share, tilt);
            }
            return isCut && cut.isInterval(cell) && reference[cell] > 0
                    ? CellLaw.between((double) reference[cell], share, tilt)
                    : CellLaw.of((double) window[cell] + reference[cell], share, tilt);
        }

        /** NaN where a closer look is not worth it. */
        double pValue() {
            double roughly = roughly();
            if (Double.isNaN(roughly) || isPlain(roughly)) {
                return roughly;
            }
            if (used.length == 2) {
                double first = (double) window[used[0]] + reference[used[0]];
                double second = (double) window[used[1]] + reference[used[1]];
                return TwoCellLaw.survival(statistic * (1 - SAME), first, second, share);
            }
            double tilt = ConditionalLaw.tilt(statistic, used.length) + BEYOND;
            CellLaw[] laws =
                    IntStream.of(used).mapToObj(cell -> law(cell, tilt)).toArray(CellLaw[]::new);
            return ConditionalLaw.survival(statistic, laws, records);
        }
    }
}
