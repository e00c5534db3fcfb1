/**
 * The streaming protocol as pure code: stage 1 counts records by source partition, stage 2 merges and closes windows.
 *
 * <p>May import all of core. Knows no Kafka, no clock, no threads; the same code runs live, in replay and in simulation.
 */
@NullMarked
package io.klarion.core.protocol;

import org.jspecify.annotations.NullMarked;
