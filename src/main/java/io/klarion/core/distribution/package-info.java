/**
 * Cells, binnings and counts: how a value of a feature becomes the index of a cell.
 *
 * <p>May import the JDK only. Knows no time, no features' meaning, no scores.
 */
@NullMarked
package io.klarion.core.distribution;

import org.jspecify.annotations.NullMarked;
