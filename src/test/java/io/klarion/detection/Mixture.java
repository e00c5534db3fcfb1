package io.klarion.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Windows from several laws in turn, weighed as if each came from any of them, the balance heuristic: whatever the laws are, the mean
 * of the weights over a set of windows is that set's probability by the first law, and as that is one of them no weight
 * exceeds the inverse of its part.
 *
 * <p>A. Owen, Y. Zhou, Safe and effective importance sampling, J. Amer. Stat. Assoc. 95 (2000) 135–143.
 */
final class Mixture {

    private final CountLaw law;
    private final List<CountLaw> laws = new ArrayList<>();
    private final List<Integer> parts = new ArrayList<>();
    private final CountLaw base;
    private final List<ShareLaw.Gain> gains = new ArrayList<>();
    private int partOfGains;
    private int round;

    /**
     * The law itself, once a round.
     *
     * @param base what laws differ from in one cell
     */
    Mixture(CountLaw law, CountLaw base) {
        this.law = law;
        this.base = base;
        with(law, 1);
    }

    /** As many windows more a round, of another law. */
    Mixture with(CountLaw other, int windows) {
        laws.add(other);
        parts.add(windows);
        round += windows;
        return this;
    }

    /** As many windows more a round, each of one of these laws at random. */
    Mixture withOneOf(List<ShareLaw.Gain> others, int windows) {
        gains.addAll(others);
        partOfGains = windows;
        round += windows;
        return this;
    }

    /** How many windows a round has. */
    int round() {
        return round;
    }

    /** The windows of a round. */
    List<long[]> draw(Randomness random) {
        List<long[]> windows = new ArrayList<>();
        for (int i = 0; i < laws.size(); i++) {
            for (int w = 0; w < parts.get(i); w++) {
                windows.add(laws.get(i).draw(random));
            }
        }
        for (int w = 0; w < partOfGains; w++) {
            windows.add(gains.get(random.below(gains.size())).law().draw(random));
        }
        return windows;
    }

    /** What a window counts for. */
    double weight(long[] window) {
        double own = law.logKernel(window);
        double sum = IntStream.range(0, laws.size())
                .mapToDouble(i -> parts.get(i) * Math.exp(laws.get(i).logKernel(window) - own))
                .sum();
        double beside = gains.isEmpty() ? 0 : base.logKernel(window) - own;
        double gained = gains.stream()
                .mapToDouble(gain -> Math.exp(gain.logRatio().applyAsDouble(window[gain.cell()]) + beside))
                .sum();
        return round / (sum + (gains.isEmpty() ? 0 : partOfGains * gained / gains.size()));
    }

    /** What the weights of windows add up to that fall into several sets, round by round. */
    static final class Sums {

        private final double[] sums;
        private final double[] squares;
        private final double[] here;
        private int rounds;
        private int windows;

        Sums(int sets) {
            this.sums = new double[sets];
            this.squares = new double[sets];
            this.here = new double[sets];
        }

        void add(int set, double weight) {
            here[set] += weight;
        }

        /** A number of windows that are not independent of one another ends. */
        void end(int ofWindows) {
            for (int i = 0; i < here.length; i++) {
                sums[i] += here[i];
                squares[i] += here[i] * here[i];
            }
            Arrays.fill(here, 0);
            rounds++;
            windows += ofWindows;
        }

        int windows() {
            return windows;
        }

        double mean(int set) {
            return sums[set] / windows;
        }

        /** Its standard error. */
        double error(int set) {
            double mean = sums[set] / rounds;
            return Math.sqrt(Math.max(0, squares[set] / rounds - mean * mean) / (rounds - 1)) * rounds / windows;
        }
    }
}
