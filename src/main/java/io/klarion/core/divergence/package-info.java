/**
 * How far a window's shares are from its reference's: divergences, what each cell contributes, and the evidence.
 *
 * <p>P is always the window, Q always the reference; logarithms are natural. May import {@code distribution} and the
 * statistics library. Knows no thresholds, no verdicts, no time; the same input gives the same bits.
 */
@NullMarked
package io.klarion.core.divergence;

import org.jspecify.annotations.NullMarked;
