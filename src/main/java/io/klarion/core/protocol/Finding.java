package io.klarion.core.protocol;

import java.time.Instant;

/**
 * A confirmed suspicion and what it means for one monitor.
 *
 * @param suspicion the range of source offsets
 * @param audit what was found in it
 * @param monitor the monitor's name
 * @param windows the ends of the windows that are {@code INTEGRITY_SUSPECT}
 */
public record Finding(Suspicion suspicion, Audit audit, String monitor, EndRange windows) {

    /** A sentence for people. */
    @Override
    public String toString() {
        String fate = suspicion.kind() == Suspicion.Kind.GAP ? "lost" : "counted twice";
        String what = audit.isWhole() ? audit.records() + " records" : "an unknown number of records";
        return suspicion + ": " + what + " " + fate + "; " + windowsText();
    }

    private String windowsText() {
        if (windows.isEmpty()) {
            return "no window holds any of them";
        }
        String from = windows.first() == Long.MIN_VALUE ? "" : " from " + Instant.ofEpochMilli(windows.first());
        return "windows that end" + from + " up to " + Instant.ofEpochMilli(windows.last()) + " are INTEGRITY_SUSPECT";
    }
}
