package io.klarion.core.alert;

/** What an alert record says has happened. */
public enum AlertTransition {
    /** The alert fires, or fires on with another severity. */
    FIRING,
    /** The alert is over. */
    RESOLVED
}
