/**
 * The compiled form of one configured monitor: everything the streaming protocol needs to know of it.
 *
 * <p>May import all of core but {@code protocol}.
 */
@NullMarked
package io.klarion.core.monitor;

import org.jspecify.annotations.NullMarked;
