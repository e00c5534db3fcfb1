package io.klarion.core.protocol;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import java.util.Set;

/** Where the results of {@link Stage2} go. */
public interface Stage2Output {

    /**
     * A window of one segment and chunk was judged.
     *
     * @param firing the features whose alert fires after this window
     */
    void verdict(Verdict verdict, Set<String> firing);

    /** An alert changed its state. */
    void alert(Alert alert);

    /** Something happened that must not be silent. */
    void anomaly(Anomaly anomaly, String monitor, long records);

    /**
     * Records of a source partition were lost or doubled. Told by every internal partition for every monitor of the
     * topic, as all of them hear the same marks.
     */
    void finding(Finding finding);

    /** What can be wrong with what stage 2 receives. */
    enum Anomaly {
        /**
         * Counts that no rule explains. For a closed window they are told, not applied, like all anomalies; a window
         * that only waits to be closed has them, and is {@code INTEGRITY_SUSPECT}.
         */
        IMPOSSIBLE_DELTA,
        /** Counts of a returned partition for a window that is closed for longer than {@code revise-for}. */
        REVISION_EXPIRED,
        /** Counts of an added partition for a window that closed before stage 2 knew of the partition. */
        PARTITION_ADDED,
        /** Counts of another generation of the monitor, or for a window whose other counts went with it. */
        OTHER_GENERATION,
        /** Counts of a monitor that is not configured here. */
        UNKNOWN_MONITOR
    }
}
