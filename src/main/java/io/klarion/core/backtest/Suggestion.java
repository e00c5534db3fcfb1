package io.klarion.core.backtest;

import io.klarion.core.divergence.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The setting to take, and why.
 *
 * <p>Where changes are known: the one with the fewest misses and false alarms together, of equal ones that with the fewer false
 * alarms, then the one that is least late, then the configured one, then the lowest threshold. Where nobody knows: the lowest
 * threshold of the widest range of thresholds over which the same features alert, and no alert fires again soon after it resolved;
 * the configured one where it is in that range.
 *
 * @param outcome the outcome of that setting
 * @param reason why, in one sentence that goes on after the setting's name
 */
public record Suggestion(Outcome outcome, String reason) {

    private static final Comparator<Outcome> LOWEST =
            Comparator.comparingDouble(outcome -> outcome.threshold().orElse(Double.MAX_VALUE));

    /** The suggestion for one monitor; empty where there is nothing to choose from, or no window was judged. */
    public static Optional<Suggestion> of(List<Outcome> outcomes) {
        List<Outcome> judged = outcomes.stream()
                .filter(outcome -> outcome.windows().judged() > 0)
                .toList();
        if (outcomes.size() < 2 || judged.isEmpty()) {
            return Optional.empty();
        }
        boolean isKnown = judged.stream()
                .allMatch(outcome ->
                        outcome.score().filter(score -> score.changes() > 0).isPresent());
        return Optional.of(isKnown ? byScore(judged) : byRange(judged));
    }

    private static Score score(Outcome outcome) {
        return outcome.score().orElseThrow();
    }

    private static int wrong(Outcome outcome) {
        return score(outcome).missed() + score(outcome).falseAlarms();
    }

    private static Suggestion byScore(List<Outcome> outcomes) {
        Outcome best = outcomes.stream()
                .min(Comparator.comparingInt(Suggestion::wrong)
                        .thenComparingInt(outcome -> score(outcome).falseAlarms())
                        .thenComparingInt(outcome -> score(outcome).late())
                        .thenComparing(outcome -> !outcome.isConfigured())
                        .thenComparing(LOWEST))
                .orElseThrow();
        List<String> reasons = new ArrayList<>();
        reasons.add((best.isConfigured() ? "as it is configured, " : "") + falseAlarms(best, outcomes) + "; finds "
                + score(best).found() + " of " + score(best).changes() + late(score(best)));
        if (wrong(best) > 0) {
            reasons.add("no setting that was tried has fewer misses and false alarms together");
        }
        return new Suggestion(best, String.join("; ", reasons));
    }

    private static String falseAlarms(Outcome best, List<Outcome> outcomes) {
        int alarms = score(best).falseAlarms();
        if (alarms > 0) {
            return alarms == 1 ? "with one false alarm" : "with " + alarms + " false alarms";
        }
        double threshold = best.threshold().orElse(0);
        List<Outcome> lower = outcomes.stream()
                .filter(outcome -> isAlike(outcome, best))
                .filter(outcome -> outcome.threshold().orElse(threshold) < threshold)
                .toList();
        boolean isLowest = !lower.isEmpty()
                && lower.stream().allMatch(outcome -> score(outcome).falseAlarms() > 0);
        return isLowest ? "the lowest threshold without a false alarm" : "without a false alarm";
    }

    private static String late(Score score) {
        if (score.found() == 0) {
            return "";
        }
        int late = score.mostLate();
        return late == 0
                ? ", each in the first window that could show it"
                : ", at most " + late + (late == 1 ? " window late" : " windows late");
    }

    /* The same but for the threshold. */
    private static boolean isAlike(Outcome one, Outcome two) {
        return Like.of(one).equals(Like.of(two));
    }

    private record Like(Optional<Measure> measure, OptionalDouble confidence, long window) {
        static Like of(Outcome outcome) {
            return new Like(
                    outcome.measure(),
                    outcome.confidence(),
                    outcome.judged().window().size());
        }
    }

    private static Set<List<String>> alerting(Outcome outcome) {
        return outcome.alerts().stream()
                .map(alert -> List.of(alert.segment(), alert.feature()))
                .collect(Collectors.toSet());
    }

    private static Suggestion byRange(List<Outcome> outcomes) {
        List<List<Outcome>> ranges = new ArrayList<>();
        outcomes.stream()
                .collect(Collectors.groupingBy(Like::of))
                .values()
                .forEach(alike -> ranges.addAll(ranges(alike)));
        List<Outcome> widest = ranges.stream()
                .min(Comparator.comparingInt((List<Outcome> range) -> fewestAgain(range))
                        .thenComparing(Comparator.<List<Outcome>>comparingInt(List::size)
                                .reversed())
                        .thenComparing(range -> range.stream().noneMatch(Outcome::isConfigured))
                        .thenComparing(range -> range.get(0), LOWEST))
                .orElseThrow();
        Outcome best = widest.stream()
                .min(Comparator.comparingInt(Outcome::again)
                        .thenComparing(outcome -> !outcome.isConfigured())
                        .thenComparing(LOWEST))
                .orElseThrow();
        return new Suggestion(best, reason(best, widest));
    }

    private static int fewestAgain(List<Outcome> range) {
        return range.stream().mapToInt(Outcome::again).min().orElse(0);
    }

    /* Thresholds that follow one another and have the same features alert. */
    private static List<List<Outcome>> ranges(List<Outcome> alike) {
        List<List<Outcome>> ranges = new ArrayList<>();
        for (Outcome outcome : alike.stream().sorted(LOWEST).toList()) {
            List<Outcome> last = ranges.isEmpty() ? List.of() : ranges.get(ranges.size() - 1);
            if (!last.isEmpty() && alerting(last.get(0)).equals(alerting(outcome))) {
                last.add(outcome);
            } else {
                ranges.add(new ArrayList<>(List.of(outcome)));
            }
        }
        return ranges;
    }

    private static String reason(Outcome best, List<Outcome> range) {
        String configured = best.isConfigured() ? "as it is configured, " : "";
        String what = best.alerts().isEmpty()
                ? "nothing alerts"
                : "the same " + (best.series() == 1 ? "feature alerts" : best.series() + " features alert");
        String width = range.size() == 1
                ? "no other threshold gives the same alerts"
                : what + " at " + range.size() + " thresholds in a row";
        String again =
                best.again() == 0 ? "none fires again soon after it resolved" : best.again() + " fire again soon";
        return configured + width + (best.alerts().isEmpty() ? "" : ", and " + again)
                + "; without known changes (--labels) nobody can say which alerts are false";
    }
}
