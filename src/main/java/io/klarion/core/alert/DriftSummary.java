package io.klarion.core.alert;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.divergence.Measure;
import java.util.List;

/**
 * The sentences of an alert on a divergence. Beside bounds stands the estimate that they are about; what is below 0 is shown
 * as 0, as no divergence is smaller.
 *
 * @param seen the window
 */
record DriftSummary(DriftObservation seen) implements Wording {

    private static final double WORTH_SAYING = 0.25;

    @Override
    public String fired() {
        return seen.subject() + (isPair() ? " hang together otherwise: " : " drifted: ") + against() + mostMoved();
    }

    @Override
    public String worse() {
        return seen.subject()
                + (isPair() ? " hang together in a critically other way: " : " is now critical: ")
                + against()
                + mostMoved();
    }

    @Override
    public String calmer() {
        return seen.subject() + (isPair() ? " are" : " is") + " no longer critical: " + against() + mostMoved();
    }

    @Override
    public String back() {
        return seen.subject() + (isPair() ? " are" : " is") + " back under the threshold: " + against();
    }

    @Override
    public String quiet(int windows) {
        return seen.subject() + (isPair() ? " are" : " is") + " quiet, no drift shown in "
                + SentenceText.inARow(windows) + ": " + against();
    }

    @Override
    public String unjudged(long lastJudgedEnd) {
        return SentenceText.unjudged(seen.subject(), reason(), lastJudgedEnd);
    }

    String reason() {
        if (seen.isToldElsewhere()) {
            return "an alert of its own tells of its missing or invalid values";
        }
        return switch (seen.feature().state()) {
            case NO_DATA -> "no data";
            case INSUFFICIENT_DATA -> "too little data";
            case NO_REFERENCE -> "no reference";
            case STABLE, DRIFT -> throw new IllegalArgumentException("state: must be unjudged");
        };
    }

    private boolean isPair() {
        return seen.kind() == AlertKind.JOINT;
    }

    String against() {
        FeatureVerdict feature = seen.feature();
        DetectSpec spec = feature.spec();
        StringBuilder text = new StringBuilder(isPair() ? "dependence " : "")
                .append(name(spec.measure()))
                .append(' ')
                .append(SentenceText.number(seen.told()))
                .append(unit(spec.measure()));
        if (seen.hasBounds()) {
            text.append(" (")
                    .append(SentenceText.number(Math.max(0, feature.lower().orElse(Double.NaN))))
                    .append(" to ")
                    .append(SentenceText.number(feature.upper().orElse(Double.NaN)))
                    .append(" at ")
                    .append(SentenceText.confidence(spec.confidence()))
                    .append(')');
        }
        return text.append(" against a threshold of ")
                .append(SentenceText.number(spec.threshold()))
                .toString();
    }

    /* The sign of a contribution tells which way the share went; cells that hardly matter beside the first are left out. */
    String mostMoved() {
        List<CellVerdict> top = seen.topCells();
        return top.stream()
                        .filter(cell ->
                                cell.contribution() >= WORTH_SAYING * top.get(0).contribution())
                        .map(DriftSummary::moved)
                        .reduce((first, next) -> first + ", " + next)
                        .map(cells -> "; share " + cells)
                        .orElse("")
                + newValue(top);
    }

    /* The most frequent value that the reference does not list, where they are part of what moved. */
    private String newValue(List<CellVerdict> top) {
        FeatureVerdict feature = seen.feature();
        boolean isToldOf =
                seen.showValues() && top.stream().anyMatch(cell -> cell.cell().equals("other"));
        return feature.other()
                .filter(other -> isToldOf && !other.top().isEmpty())
                .map(other -> other.top().get(0))
                .map(value -> "; new value \"" + value.text() + "\" has "
                        + SentenceText.percent((double) value.count() / Math.max(1, feature.n())) + " of the records")
                .orElse("");
    }

    private static String moved(CellVerdict cell) {
        boolean fell = cell.window() < cell.reference();
        return "of " + cell.cell() + (fell ? " fell" : " rose") + " from " + SentenceText.percent(cell.reference())
                + " to " + SentenceText.percent(cell.window()) + " (" + (fell ? "-" : "+")
                + SentenceText.number(cell.contribution()) + ")";
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
