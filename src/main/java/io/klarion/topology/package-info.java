/**
 * The Kafka Streams edge: runs the two stages of the protocol as one topology, with exactly-once commits.
 *
 * <p>May import {@code core}, {@code codec}, {@code metrics} and Kafka. Decides nothing about counts, windows or
 * drift: that is {@code core.protocol}. Must not hold HTTP, files or config parsing.
 */
@NullMarked
package io.klarion.topology;

import org.jspecify.annotations.NullMarked;
