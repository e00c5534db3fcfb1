package io.klarion.core.delivery;

import java.util.Locale;

/** Why a page is sent. */
public enum PageKind {
    /** Alerts fire, or fire on with another severity. */
    FIRING,
    /** Alerts are over. */
    RESOLVED,
    /** Alerts that were told of are firing still. */
    REPEAT;

    /** The name in messages: {@code firing}, {@code resolved}, {@code repeat}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
