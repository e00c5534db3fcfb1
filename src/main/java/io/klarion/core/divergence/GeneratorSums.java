package io.klarion.core.divergence;

/**
 * The sums {@code Σ q f(p/q)} of every generator f over one pair of shares, in one pass that computes each ratio once; and
 * the terms of one of them. Each is, to the bit, what its generator gives alone.
 */
@SuppressWarnings("EnumOrdinal") // a place in an array that does not outlive the program
final class GeneratorSums {

    private static final Generator[] ALL = Generator.values();

    private final double[] sums = new double[ALL.length];
    private final double[] terms;
    private final Generator kept;

    /**
     * The sums over {@code pair}.
     *
     * @param kept the generator whose terms are wanted
     */
    GeneratorSums(SharePair pair, Generator kept) {
        this.kept = kept;
        this.terms = new double[pair.cells()];
        for (int i = 0; i < terms.length; i++) {
            double p = pair.window(i);
            double q = pair.reference(i);
            if (p == q || !pair.hasRatio(i)) {
                addBorder(i, p, q);
            } else {
                add(i, q, pair.ratio(i));
            }
        }
    }

    private void addBorder(int cell, double p, double q) {
        for (Generator f : ALL) {
            add(f, cell, f.term(p, q));
        }
    }

    /* Called by name, not in a loop: so the compiler knows each of them and needs no object for the ratio. The longest
     * takes numbers, as an object would have to be made for a call that is not inlined. */
    private void add(int cell, double q, Ratio t) {
        add(Generator.KL, cell, q * Generator.KL.value(t));
        add(Generator.REVERSE_KL, cell, q * Generator.REVERSE_KL.value(t));
        add(Generator.JEFFREYS, cell, q * Generator.JEFFREYS.value(t));
        add(Generator.JENSEN_SHANNON, cell, q * Generator.jensenShannon(t.value(), t.excess(), t.log()));
        add(Generator.SQUARED_HELLINGER, cell, q * Generator.SQUARED_HELLINGER.value(t));
        add(Generator.TOTAL_VARIATION, cell, q * Generator.TOTAL_VARIATION.value(t));
        add(Generator.PEARSON, cell, q * Generator.PEARSON.value(t));
    }

    private void add(Generator f, int cell, double term) {
        sums[f.ordinal()] += term;
        if (f == kept) {
            terms[cell] = term;
        }
    }

    /** The sum of {@code f}. */
    double sum(Generator f) {
        return sums[f.ordinal()];
    }

    /** The terms of the generator that was asked for, one a cell. */
    double[] terms() {
        return terms;
    }
}
