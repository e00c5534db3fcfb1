/**
 * Turns the verdicts of successive windows into alerts with a life cycle.
 *
 * <p>May import {@code detect} and what it imports. Delivers nothing.
 */
@NullMarked
package io.klarion.core.alert;

import org.jspecify.annotations.NullMarked;
