/**
 * Compares a closed window with its reference and states a verdict for every feature.
 *
 * <p>May import {@code distribution}, {@code window}, {@code divergence}, {@code reference}, {@code profile}.
 */
@NullMarked
package io.klarion.core.detect;

import org.jspecify.annotations.NullMarked;
