package io.klarion.core.divergence;

import java.util.Arrays;

/**
 * The Kullback–Leibler divergence of two distributions of a pair of features, split into what the single features did
 * and what their relation did.
 *
 * <p>P is the window's table of shares p_xy, Q the reference's, both with margins p_x, p_y and q_x, q_y. P* is the table
 * with the margins of P and the odds ratios of Q: p*_xy = a_x q_xy b_y, the I-projection of Q onto the tables with these
 * margins, found by iterative proportional fitting. Then, exactly [1]
 *
 * <pre>{@code
 * KL(P‖Q) = KL(P*‖Q) + KL(P‖P*)                        margins + dependence
 *         = KL(P_x‖Q_x) + KL(P_y‖Q_y) + shift + dependence
 * }</pre>
 *
 * <p><b>Dependence</b>, KL(P‖P*) = Σ p_xy ln(p_xy / p*_xy), is at least 0, and 0 exactly where both tables have the same
 * odds ratios, whatever the margins: where x and y hang together as they did. <b>Shift</b> is the rest of the margins'
 * part; it can have either sign, and is 0 where the reference's features are independent. (The plain rest
 * KL(P‖Q) − KL(P_x‖Q_x) − KL(P_y‖Q_y), shift and dependence together, can be negative, and is not 0 where only the
 * margins of dependent features move; so it cannot tell a changed relation from changed features.)
 *
 * <p>[1] I. Csiszár, I-divergence geometry of probability distributions and minimization problems, Annals of
 * Probability 3 (1975) 146–158, theorem 3.1. The identity holds to about 1e-13 in doubles.
 */
public final class JointDivergence {

    private static final double CLOSE = 1e-15;
    private static final int MOST_ROUNDS = 10_000;

    private final double[] p;
    private final double[] q;
    private final int columns;
    private final double[] fitted;

    private JointDivergence(double[] p, double[] q, int columns) {
        this.p = p;
        this.q = q;
        this.columns = columns;
        this.fitted = fit();
    }

    /**
     * The divergence of the tables {@code p} from {@code q}, given row by row.
     *
     * @param p shares that sum to 1
     * @param q likewise, all above 0
     * @param columns how many shares a row has
     * @throws IllegalArgumentException when the sizes do not fit, or a share of {@code q} is not above 0
     */
    public static JointDivergence of(double[] p, double[] q, int columns) {
        if (p.length != q.length || columns < 1 || p.length % columns != 0) {
            throw new IllegalArgumentException(
                    "tables: must be of one size in rows of " + columns + ", was " + p.length + " and " + q.length);
        }
        if (Arrays.stream(q).anyMatch(share -> !(share > 0))) {
            throw new IllegalArgumentException("reference: must have every share above 0, had one that is not");
        }
        return new JointDivergence(p.clone(), q.clone(), columns);
    }

    /** KL(P‖Q), at least 0. */
    public double total() {
        return sum(p, q);
    }

    /** KL(P_x‖Q_x) of the rows, at least 0. */
    public double first() {
        return sum(rowSums(p), rowSums(q));
    }

    /** KL(P_y‖Q_y) of the columns, at least 0. */
    public double second() {
        return sum(columnSums(p), columnSums(q));
    }

    /** KL(P*‖Q), at least 0. */
    public double margins() {
        return sum(fitted, q);
    }

    /** What is left of {@link #margins} without {@link #first} and {@link #second}; of either sign. */
    public double shift() {
        return margins() - first() - second();
    }

    /** KL(P‖P*), at least 0. */
    public double dependence() {
        return sum(p, fitted);
    }

    /** P*, row by row: the shares that the window's margins give under the reference's odds ratios. */
    public double[] expected() {
        return fitted.clone();
    }

    /** What each cell adds to {@link #dependence}: {@code p ln(p/p*) − p + p*}, at least 0. */
    public double[] contributions() {
        double[] parts = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            parts[i] = term(p[i], fitted[i]);
        }
        return parts;
    }

    private static double sum(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += term(p[i], q[i]);
        }
        return sum;
    }

    private static double term(double p, double q) {
        return p == 0 && q == 0 ? 0 : Generator.KL.term(p, q);
    }

    private double[] rowSums(double[] table) {
        double[] sums = new double[table.length / columns];
        for (int i = 0; i < table.length; i++) {
            sums[i / columns] += table[i];
        }
        return sums;
    }

    private double[] columnSums(double[] table) {
        double[] sums = new double[columns];
        for (int i = 0; i < table.length; i++) {
            sums[i % columns] += table[i];
        }
        return sums;
    }

    /* Rows and columns in turn are scaled to their margins; q has no zeros, so this converges. */
    private double[] fit() {
        double[] rows = rowSums(p);
        double[] cols = columnSums(p);
        double[] table = q.clone();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] was = rowSums(table);
            scaleRows(table, rows, was);
            scaleColumns(table, cols, columnSums(table));
            if (isClose(rows, rowSums(table))) {
                break;
            }
        }
        return table;
    }

    private void scaleRows(double[] table, double[] wanted, double[] sums) {
        for (int i = 0; i < table.length; i++) {
            table[i] *= ratio(wanted[i / columns], sums[i / columns]);
        }
    }

    private void scaleColumns(double[] table, double[] wanted, double[] sums) {
        for (int i = 0; i < table.length; i++) {
            table[i] *= ratio(wanted[i % columns], sums[i % columns]);
        }
    }

    private static double ratio(double wanted, double sum) {
        return wanted == 0 ? 0 : wanted / sum;
    }

    private static boolean isClose(double[] wanted, double[] sums) {
        for (int i = 0; i < wanted.length; i++) {
            if (!(Math.abs(wanted[i] - sums[i]) <= CLOSE)) {
                return false;
            }
        }
        return true;
    }
}
