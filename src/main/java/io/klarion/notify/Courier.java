package io.klarion.notify;

import io.klarion.core.delivery.Desk;

/** Takes what lies on a desk to its receiver. Used by one thread. */
interface Courier {

    /** The desk. */
    Desk desk();

    /** Does at most one round of what is due; takes no longer than a request may. Never fails because of a receiver. */
    void work();
}
