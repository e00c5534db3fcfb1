package io.klarion.detection;

/** A law of the counts of a window of a fixed size. */
interface CountLaw {

    /** A window. */
    long[] draw(Randomness random);

    /** The logarithm of the probability of these counts, without the multinomial coefficient that all such laws share. */
    double logKernel(long[] counts);
}
