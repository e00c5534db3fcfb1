package io.klarion.core.distribution;

/**
 * Finds how many of some rising cuts are at or below a number. The range of the cuts is divided into equal strips, each
 * of which knows the few cuts in it: that leaves mostly nothing to search. O(1) where cuts are spread evenly, O(log cuts)
 * in the worst case; allocates nothing. Immutable.
 */
final class CutIndex {

    private static final int STRIPS_PER_CUT = 4;
    private static final int MOST_STRIPS = 4096;

    private final double[] cuts;
    private final double low;
    private final double strips;
    /* By strip, how many cuts lie in strips before it; one more at the end. */
    private final int[] before;

    CutIndex(double[] cuts) {
        this.cuts = cuts;
        this.low = cuts[0];
        int count = Math.min(MOST_STRIPS, STRIPS_PER_CUT * cuts.length);
        double width = cuts[cuts.length - 1] - low;
        double perUnit = count / width;
        this.strips = perUnit < Double.MAX_VALUE ? perUnit : 0;
        this.before = new int[count + 1];
        for (double cut : cuts) {
            before[strip(cut) + 1]++;
        }
        for (int i = 1; i <= count; i++) {
            before[i] += before[i - 1];
        }
    }

    double cut(int i) {
        return cuts[i];
    }

    int size() {
        return cuts.length;
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
     * cannot guess: the sign of the difference is the comparison; once −0 is 0, equal numbers differ by +0.
     */
    int atOrBelow(double value) {
        double number = value + 0.0;
        int strip = strip(number);
        int found = before[strip];
        int rest = before[strip + 1] - found;
        while (rest > 0) {
            int half = (rest + 1) >>> 1;
            int isBelow = (int) (Double.doubleToRawLongBits(number - cuts[found + half - 1]) >> (Long.SIZE - 1));
            found += half & ~isBelow;
            rest -= half;
        }
        return found;
    }
}
