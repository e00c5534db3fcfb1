package io.klarion.core.reference;

/**
 * Where a reference comes from, in words and times; said in pages and files, used in no formula.
 *
 * @param source the file or topic it was built from
 * @param from earliest event time in epoch milliseconds; 0 with {@code to} 0 when the data had no event times
 * @param to latest event time
 * @param created when it was built, epoch milliseconds
 */
public record Provenance(String source, long from, long to, long created) {}
