package io.klarion.core.distribution;

/**
 * Finds how many of some rising cuts are at or below a number. The range of the cuts is divided into equal strips, each
 * of which knows the few cuts in it: that leaves mostly nothing to search. O(1) where cuts are spread evenly, O(log cuts)
 * in the worst case; allocates nothing. Immutable.
 */
final class CutIndex {

    /** As many cuts can be counted. */
    static final int MOST_CUTS = Character.MAX_VALUE;

    private static final int STRIPS_PER_CUT = 4;
    private static final int MOST_STRIPS = 4096;

    /* −∞ first, so that there is one to look at where none is left to search; cut i is at i + 1. */
    private final double[] cuts;
    private final double low;
    private final double strips;
    /* By strip, how many cuts lie in strips before it; one more at the end. Narrow, to keep many features in the caches. */
    private final char[] before;

    /** An index of at most {@link #MOST_CUTS} cuts. */
    CutIndex(double[] cuts) {
        this.cuts = new double[cuts.length + 1];
        this.cuts[0] = Double.NEGATIVE_INFINITY;
        System.arraycopy(cuts, 0, this.cuts, 1, cuts.length);
        this.low = cuts[0];
        int count = Math.min(MOST_STRIPS, STRIPS_PER_CUT * cuts.length);
        double width = cuts[cuts.length - 1] - low;
        double perUnit = count / width;
        this.strips = perUnit < Double.MAX_VALUE ? perUnit : 0;
        this.before = new char[count + 1];
        for (double cut : cuts) {
            before[strip(cut) + 1]++;
        }
        for (int i = 1; i <= count; i++) {
            before[i] += before[i - 1];
        }
    }

    double cut(int i) {
        return cuts[i + 1];
    }

    int size() {
        return cuts.length - 1;
    }

    /*
     * Rising with the number, however it rounds: a cut in an earlier strip is below, one in a later strip above it.
     */
    private int strip(double number) {
        int strip = (int) ((number - low) * strips);
        return Math.max(0, Math.min(strip, before.length - 2));
    }

    /**
     * How many cuts are at or below a finite number. Without branches on it, since where it lies is what a processor
     * cannot guess: the sign of the difference is the comparison; once −0 is 0, equal numbers differ by +0. A strip without
     * cuts is searched like one with a single cut, to no effect.
     */
    int atOrBelow(double value) {
        double number = value + 0.0;
        int strip = strip(number);
        int found = before[strip];
        int rest = before[strip + 1] - found;
        do {
            int half = (rest + 1) >>> 1;
            int isBelow = (int) (Double.doubleToRawLongBits(number - cuts[found + half]) >> (Long.SIZE - 1));
            found += half & ~isBelow;
            rest -= half;
        } while (rest > 0);
        return found;
    }
}
