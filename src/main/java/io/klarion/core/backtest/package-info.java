/**
 * Judges closed windows again, with other settings: what would have been alerted, and how well that fits known changes.
 *
 * <p>May import {@code protocol} and what it imports. Judge and alert machine are those that run live.
 */
@NullMarked
package io.klarion.core.backtest;

import org.jspecify.annotations.NullMarked;
