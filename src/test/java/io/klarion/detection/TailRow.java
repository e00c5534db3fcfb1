package io.klarion.detection;

/**
 * How often the product's p-value is below a small level when nothing happens.
 *
 * @param setting its sizes
 * @param cells what the cells are
 * @param level the nominal probability
 * @param actual the estimated one
 * @param error its standard error
 * @param samples how many windows it is estimated from
 */
record TailRow(Setting setting, String cells, double level, double actual, double error, int samples) {

    double ratio() {
        return actual / level;
    }
}
