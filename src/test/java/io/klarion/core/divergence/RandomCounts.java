package io.klarion.core.divergence;

import java.util.SplittableRandom;

/** Two rows of counts drawn from a seed: thin and thick cells, empty ones on either side and on both. */
record RandomCounts(SplittableRandom random) {

    static RandomCounts of(long seed) {
        return new RandomCounts(new SplittableRandom(seed));
    }

    int cells() {
        return random.nextInt(1, 40);
    }

    /** Counts of which about a quarter are 0, one at least is not. */
    long[] row(int cells) {
        long[] counts = new long[cells];
        for (int i = 0; i < cells; i++) {
            long scale = 1L << random.nextInt(1, 20);
            counts[i] = random.nextInt(4) == 0 ? 0 : random.nextLong(scale);
        }
        counts[random.nextInt(cells)]++;
        return counts;
    }

    /** Some order of the numbers below {@code size}. */
    int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    static long[] permuted(long[] counts, int[] order) {
        long[] permuted = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            permuted[i] = counts[order[i]];
        }
        return permuted;
    }
}
