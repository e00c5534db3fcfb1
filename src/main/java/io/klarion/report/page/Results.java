package io.klarion.report.page;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import java.util.function.Consumer;

/** The results of a run, which can be gone through as often as one likes and are always the same. */
public interface Results {

    /** Goes through all verdicts, whole or in parts. */
    void forEachVerdict(Consumer<Verdict> visit);

    /** Goes through all alerts, in the order in which they were written. */
    void forEachAlert(Consumer<Alert> visit);
}
