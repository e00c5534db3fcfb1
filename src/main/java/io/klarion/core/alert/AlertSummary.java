package io.klarion.core.alert;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.distribution.NumberText;
import io.klarion.core.divergence.Measure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;

/**
 * One plain sentence for each thing that can happen to an alert. Numbers are rounded to three digits; a lower bound below
 * 0 is shown as 0, as no divergence is smaller.
 */
final class AlertSummary {

    private static final MathContext DIGITS = new MathContext(3);

    private AlertSummary() {}

    static String drifted(Observation seen) {
        return seen.feature().feature() + " drifted: " + against(seen) + mostMoved(seen);
    }

    static String worse(Observation seen) {
        return seen.feature().feature() + " is now critical: " + against(seen) + mostMoved(seen);
    }

    static String calmer(Observation seen) {
        return seen.feature().feature() + " is no longer critical: " + against(seen) + mostMoved(seen);
    }

    static String back(Observation seen) {
        return seen.feature().feature() + " is back under the threshold: " + against(seen);
    }

    static String quiet(Observation seen, int windows) {
        return seen.feature().feature() + " is quiet, no drift shown in " + windows
                + (windows == 1 ? " window: " : " windows in a row: ") + against(seen);
    }

    static String unjudged(Observation seen, long lastJudgedEnd) {
        FeatureVerdict feature = seen.feature();
        String reason = switch (feature.state()) {
            case NO_DATA -> "no data";
            case INSUFFICIENT_DATA -> "too little data";
            case NO_REFERENCE -> "no reference";
            case STABLE, DRIFT -> throw new IllegalArgumentException("state: must be unjudged");
        };
        return feature.feature() + " is closed without an answer: " + reason
                + ", last judged in the window that ended at " + Instant.ofEpochMilli(lastJudgedEnd);
    }

    private static String against(Observation seen) {
        FeatureVerdict feature = seen.feature();
        DetectSpec spec = feature.spec();
        StringBuilder text = new StringBuilder(name(spec.measure()))
                .append(' ')
                .append(number(feature.value().orElse(Double.NaN)))
                .append(unit(spec.measure()));
        if (seen.hasBounds()) {
            text.append(" (")
                    .append(number(Math.max(0, feature.lower().orElse(Double.NaN))))
                    .append(" to ")
                    .append(number(feature.upper().orElse(Double.NaN)))
                    .append(" at ")
                    .append(percent(spec.confidence(), MathContext.DECIMAL32))
                    .append(')');
        }
        return text.append(" against a threshold of ")
                .append(NumberText.of(spec.threshold()))
                .toString();
    }

    private static String mostMoved(Observation seen) {
        List<CellVerdict> top = seen.topCells();
        if (top.isEmpty()) {
            return "";
        }
        CellVerdict cell = top.get(0);
        return "; share of " + cell.cell() + (cell.window() < cell.reference() ? " fell" : " rose") + " from "
                + percent(cell.reference(), DIGITS) + " to " + percent(cell.window(), DIGITS);
    }

    /** At three digits; infinities and NaN by name, since an unsmoothed divergence may be infinite. */
    private static String number(double value) {
        return NumberText.of(
                Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value);
    }

    private static String percent(double share, MathContext digits) {
        return NumberText.of(BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .round(digits)
                        .doubleValue())
                + " %";
    }

    private static String name(Measure measure) {
        return switch (measure) {
            case KL -> "KL";
            case REVERSE_KL -> "reverse KL";
            case PSI -> "PSI";
            case JS -> "JS";
            case HELLINGER -> "Hellinger";
            case TOTAL_VARIATION -> "total variation";
            case CHI_SQUARE -> "chi-square";
            case KS -> "KS";
            case WASSERSTEIN -> "Wasserstein";
        };
    }

    private static String unit(Measure measure) {
        return measure.isInNats() ? " nats" : "";
    }
}
