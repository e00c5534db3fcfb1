package io.klarion.core.alert;

/** How bad a drift is. */
public enum Severity {
    /** Beyond the threshold. */
    WARNING,
    /** Beyond the critical threshold. */
    CRITICAL
}
