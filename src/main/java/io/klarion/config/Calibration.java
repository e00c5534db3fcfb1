package io.klarion.config;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.distribution.NumberText;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.HeldOut;
import io.klarion.core.reference.Reference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a reference can say what {@code threshold: auto} asks of it, and what it said. */
final class Calibration {

    private static final int MOST_NAMED = 5;

    private Calibration() {}

    /** Reports calibrated features of {@code monitor} whose references hold too few windows. */
    static void check(
            String path,
            MonitorConfig monitor,
            List<Reference> references,
            Map<Integer, FeatureConfig> chosen,
            Problems problems) {
        List<String> few = new ArrayList<>();
        chosen.forEach((position, entry) -> {
            if (entry.detection().calibrated()) {
                references.stream()
                        .filter(reference -> windows(reference, position) < HeldOut.FEWEST_WINDOWS)
                        .findFirst()
                        .ifPresent(reference -> few.add(
                                reference.layout().feature(position).name() + " with " + windows(reference, position)));
            }
        });
        boolean isAsked =
                chosen.values().stream().anyMatch(entry -> entry.detection().calibrated());
        if (isAsked && monitor.references().previous().isPresent()) {
            problems.add(
                    path + ".detect.threshold", "be a number where windows are compared with those before", "auto");
        } else if (references.size() > 0 && !few.isEmpty()) {
            problems.add(
                    path + ".detect.threshold",
                    "be a number, or the reference must be built of at least " + HeldOut.FEWEST_WINDOWS
                            + " whole windows with event times",
                    "auto for " + named(few));
        }
    }

    private static int windows(Reference reference, int position) {
        return reference
                .pooled()
                .features()
                .get(position)
                .heldOut()
                .map(HeldOut::windows)
                .orElse(0);
    }

    /** The first few of these features, and how many more there are. */
    static String named(List<String> features) {
        int more = features.size() - MOST_NAMED;
        return String.join(", ", features.subList(0, Math.min(MOST_NAMED, features.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** What the threshold of a feature rests on; empty when no held-out windows are known. */
    static Optional<String> text(DetectSpec judge, List<FeatureReference> references) {
        return references.stream()
                .flatMap(reference -> reference.heldOut().stream())
                .findFirst()
                .map(held -> "threshold auto: " + rounded(judge.threshold()) + "; of " + held.windows()
                        + " windows of the reference, each held against the others, "
                        + rounded(100 * (1 - held.exceeding())) + " % of their like show at most "
                        + rounded(held.level(judge.measure().key()).orElse(0)));
    }

    private static String rounded(double value) {
        return NumberText.of(new BigDecimal(value).round(new MathContext(3)).doubleValue());
    }
}
