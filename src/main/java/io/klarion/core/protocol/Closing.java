package io.klarion.core.protocol;

import io.klarion.core.detect.Completeness;

/**
 * A window as it closes for the first time.
 *
 * @param end its end
 * @param completeness whether it holds all its records
 * @param isHeard whether some watermark has passed it, so that a group without records is silent, not unheard
 * @param progress how far the windows are closed, this one included
 */
record Closing(long end, Completeness completeness, boolean isHeard, ProgressRow progress) {}
