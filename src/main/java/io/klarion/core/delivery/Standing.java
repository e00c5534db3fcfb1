package io.klarion.core.delivery;

/**
 * An alert as Alertmanager wants to hear of it again and again.
 *
 * @param taken its last state change
 * @param startsAt when it began, epoch milliseconds
 * @param endsAt when it ended; of one that fires, until when it is taken to fire if nothing more is heard
 */
public record Standing(Taken taken, long startsAt, long endsAt) {}
