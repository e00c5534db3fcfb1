package io.klarion.detection;

import java.util.function.LongToDoubleFunction;

/** A law of independent draws from cells whose shares can be moved. */
interface ShareLaw extends CountLaw {

    /** The mean shares. */
    double[] shares();

    /** The like law whose mean shares are these times e to the power of {@code powers}, each, divided by their sum. */
    ShareLaw leaning(double[] powers);

    /** The like law in which one cell has this mean share, and the others as much of the rest as before. */
    Gain gaining(int cell, double share);

    /**
     * A law that differs in one cell from another.
     *
     * @param law the law
     * @param cell the cell
     * @param logRatio from the count of the cell to the logarithm of the ratio of its probability to that by the other law
     */
    record Gain(CountLaw law, int cell, LongToDoubleFunction logRatio) {}
}
