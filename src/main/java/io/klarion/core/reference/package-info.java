/**
 * What a window is compared with: versioned counts of a training or earlier period, with their provenance.
 *
 * <p>May import {@code distribution} and {@code window}. Reads no files and no topics.
 */
@NullMarked
package io.klarion.core.reference;

import org.jspecify.annotations.NullMarked;
