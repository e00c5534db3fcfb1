package io.klarion.core.detect;

/** Whether a window held all its records when it was judged. */
public enum Completeness {
    /** Every source partition's watermark had passed the window's end and grace. */
    COMPLETE,
    /** A quiet partition was left out; a later revision may follow. */
    IDLE_EXCLUDED,
    /** The input ended, or the configuration changed, before the window did. */
    INCOMPLETE,
    /** Records may be lost or doubled; counted and flagged, never silently wrong. */
    INTEGRITY_SUSPECT
}
