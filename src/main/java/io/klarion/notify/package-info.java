/**
 * Tells people and Alertmanager of alerts: reads the alert topic, asks core whom to tell what, sends it over HTTP.
 *
 * <p>May import core, {@code codec}, {@code metrics}, Kafka's clients. Knows no topology: what is told of was committed.
 */
@NullMarked
package io.klarion.notify;

import org.jspecify.annotations.NullMarked;
