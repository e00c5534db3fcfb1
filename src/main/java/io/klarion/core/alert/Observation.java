package io.klarion.core.alert;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.Verdict;

/** One window, as the alert of one kind on one subject sees it. */
interface Observation {

    /** What sort of event is looked for. */
    AlertKind kind();

    /** The window. */
    Verdict window();

    /** What the alert is on: a feature's name, or what else stands in its place. */
    String subject();

    /** What the window says: {@code DRIFT} is the event, {@code STABLE} its absence, anything else neither. */
    FeatureState state();

    /** How bad it is. */
    Severity severity();

    /** Whether the window shows that it is not critical, rather than not that it is. */
    default boolean isNoLongerCritical() {
        return severity() != Severity.CRITICAL;
    }

    /** Whether the window alone shows that the event is over. */
    boolean isBackUnderThreshold();

    /** The alert's numbers in this window. */
    Figures figures();

    /** The alert's sentences in this window. */
    Wording wording();

    /** The change of state that this window makes. */
    default Alert toAlert(AlertState alert, AlertTransition transition, String summary) {
        Verdict window = window();
        Figures figures = figures();
        return new Alert(
                AlertId.of(kind(), window.monitor(), window.segment(), subject(), alert.onsetEnd()),
                window.monitor(),
                window.segmentNames(),
                window.segment(),
                subject(),
                kind(),
                alert.severity(),
                transition,
                alert.onsetStart(),
                alert.onsetEnd(),
                window.start(),
                window.end(),
                figures.value(),
                figures.lower(),
                figures.upper(),
                figures.threshold(),
                figures.n(),
                figures.topCells(),
                window.revision(),
                summary);
    }
}
