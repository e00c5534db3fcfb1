/**
 * The end-to-end benchmark: what reading, parsing, binning and monitoring a topic cost, side by side in one run. Each
 * variant is a process of its own; a real broker in another one serves all of them. {@code mvn -B -Pbenchmark verify}.
 */
@NullMarked
package io.klarion.benchmark;

import org.jspecify.annotations.NullMarked;
