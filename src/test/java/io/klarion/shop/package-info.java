/**
 * A made-up shop that the tests with a broker watch: its records, its monitors, and a recount that knows nothing of
 * panes, deltas or drains.
 */
@NullMarked
package io.klarion.shop;

import org.jspecify.annotations.NullMarked;
