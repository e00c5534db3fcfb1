package io.klarion.faults;

/**
 * What became of one fault.
 *
 * @param fault its name
 * @param expected what must come of it
 * @param observed what came of it
 * @param lost records, quarantined records or alerts that are missing; −1 when it could not be counted
 * @param duplicated those that are there too often; −1 when it could not be counted
 * @param flagged windows that say themselves that they may be wrong; −1 when it could not be counted
 * @param pass whether both agree
 * @param seconds how long it took
 */
public record Row(
        String fault,
        String expected,
        String observed,
        long lost,
        long duplicated,
        long flagged,
        boolean pass,
        double seconds) {

    /** The row as a line of the table. */
    String line() {
        return String.format(
                "%-4s %-36s lost %,d  duplicated %,d  flagged %,d  %.0f s%n     %s",
                pass ? "pass" : "FAIL", fault, lost, duplicated, flagged, seconds, observed);
    }
}
