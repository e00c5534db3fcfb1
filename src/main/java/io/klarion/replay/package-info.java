/**
 * Runs recorded files through the same two stages as the live topology, in one process and without a broker.
 *
 * <p>May import {@code core}, {@code codec} and {@code metrics}. Must not hold Kafka.
 */
@NullMarked
package io.klarion.replay;

import org.jspecify.annotations.NullMarked;
