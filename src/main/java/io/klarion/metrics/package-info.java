/**
 * What Klarion says of itself in numbers: the names of all metrics, the gauges of the live tasks, the counters of
 * records, and the text that Prometheus scrapes.
 *
 * <p>May import core, Micrometer and the Prometheus client. Decides nothing, serves nothing.
 */
@NullMarked
package io.klarion.metrics;

import org.jspecify.annotations.NullMarked;
