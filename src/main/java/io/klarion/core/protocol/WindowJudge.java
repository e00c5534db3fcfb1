package io.klarion.core.protocol;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertState;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.monitor.GroupHistory;
import io.klarion.core.monitor.Monitor;
import java.util.List;

/** What a closed window means: the door from the protocol to detection and alerts. Pure. */
public interface WindowJudge {

    /**
     * The verdict on one window of one group.
     *
     * @param history what is remembered of the group's earlier windows
     */
    Verdict judge(Monitor monitor, WindowCounts window, GroupHistory history);

    /** The alert states after {@code verdict}, and the changes it made. Fed with revision 0, in window order. */
    Step step(Monitor monitor, Verdict verdict, List<AlertState> before);

    /**
     * What one verdict does to the alerts.
     *
     * @param states the features that are pending or firing now
     * @param alerts the state changes, in the order of the features
     */
    record Step(List<AlertState> states, List<Alert> alerts) {
        public Step {
            states = List.copyOf(states);
            alerts = List.copyOf(alerts);
        }
    }
}
