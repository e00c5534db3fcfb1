/**
 * Panes and windows on the event-time line, as half-open intervals of milliseconds.
 *
 * <p>May import {@code distribution}. Knows no clock and no Kafka windows.
 */
@NullMarked
package io.klarion.core.window;

import org.jspecify.annotations.NullMarked;
