/**
 * Decides whom to tell what of the alerts, and when: pages, silences, repeats, retries. Time is an argument.
 *
 * <p>May import {@code alert} and what it imports. Sends nothing.
 */
@NullMarked
package io.klarion.core.delivery;

import org.jspecify.annotations.NullMarked;
