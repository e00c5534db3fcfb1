/**
 * Looks at sample values and proposes types, cells and warnings.
 *
 * <p>May import {@code distribution} and {@code window}.
 */
@NullMarked
package io.klarion.core.profile;

import org.jspecify.annotations.NullMarked;
