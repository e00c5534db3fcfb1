package io.klarion.core.alert;

import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.Segment;
import java.util.List;

/** Alerts for tests of what shows them, about features of {@link SampleVerdicts}. */
public final class SampleAlerts {

    private SampleAlerts() {}

    /** A warning of the first window about a feature of country=DE. */
    public static Alert firing(String feature) {
        return alert(0, feature, AlertTransition.FIRING, Severity.WARNING);
    }

    /** The end of it, two windows later. */
    public static Alert resolved(String feature) {
        return alert(2, feature, AlertTransition.RESOLVED, Severity.WARNING);
    }

    /** What window {@code index} changed; the onset is window 0. */
    public static Alert alert(int index, String feature, AlertTransition state, Severity severity) {
        FeatureVerdict judged = SampleVerdicts.drifted(feature);
        Verdict onset = SampleVerdicts.verdict(0, judged);
        Verdict window = SampleVerdicts.verdict(index, judged);
        return new Alert(
                "a1b2",
                "loans",
                List.of("country"),
                new Segment(List.of("DE")),
                feature,
                AlertKind.DRIFT,
                severity,
                state,
                onset.start(),
                onset.end(),
                window.start(),
                window.end(),
                judged.value(),
                judged.lower(),
                judged.upper(),
                judged.spec().threshold(),
                judged.n(),
                judged.cells(),
                0,
                feature + (state == AlertTransition.FIRING ? " drifted: KL 0.31 nats" : " is quiet"));
    }
}
