package io.klarion.detection;

/**
 * The sizes of a simulation.
 *
 * @param n records a window
 * @param k cells
 * @param m records of the reference
 */
record Setting(int n, int k, int m) {

    /** As in the results: {@code n=200,k=10,m=1000}. */
    String name() {
        return "n=" + n + ",k=" + k + ",m=" + m;
    }

    /** The whole windows in the reference. */
    int windows() {
        return m / n;
    }

    /** Another sequence of numbers for each setting and purpose. */
    long seed(String purpose) {
        return 1_000_003L * (31L * (31L * n + k) + m) + purpose.hashCode();
    }
}
