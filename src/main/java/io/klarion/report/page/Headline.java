package io.klarion.report.page;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Rule;
import io.klarion.core.distribution.FeatureType;
import io.klarion.web.SeriesKey;
import io.klarion.web.ShownValues;
import io.klarion.web.Strength;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What the run says, in words: what drifted, when it started, how sure that is and what moved most. Of several alerts
 * it tells the weightiest.
 *
 * @param isQuiet whether no alert fired
 * @param title the one sentence to remember
 * @param lead the sentence after it
 * @param facts the details, in order
 * @param moved the cells that moved most, greatest first, at most 3
 * @param subject the feature it is about; empty when nothing stands out
 * @param at the end of the window it speaks of, epoch milliseconds; empty when it speaks of none
 */
record Headline(
        boolean isQuiet,
        String title,
        String lead,
        List<Fact> facts,
        List<MovedCell> moved,
        Optional<SeriesKey> subject,
        OptionalLong at) {

    /** One line of the details. */
    record Fact(String key, String name, String text) {}

    static Headline of(PageData data, ShownValues values) {
        return data.alerts().isEmpty() ? Quiet.headline(data.survey()) : loud(data, values);
    }

    private static Headline loud(PageData data, ShownValues values) {
        AlertSpan top = data.alerts().get(0);
        Alert fired = top.fired();
        List<MovedCell> moved = top.peak()
                .map(peak -> MovedCell.of(peak.feature(), values.of(top.series())))
                .orElseGet(() -> MovedCell.of(fired));
        List<Fact> facts = facts(top, moved);
        Others.first(data).ifPresent(first -> facts.add(1, new Fact("first", "First alert", first)));
        return new Headline(
                false,
                title(top),
                Others.lead(data),
                facts,
                moved,
                Optional.of(top.series()),
                OptionalLong.of(top.peak().map(AlertSpan.Peak::end).orElse(fired.windowEnd())));
    }

    private static String title(AlertSpan top) {
        String name = PageText.name(top.series());
        String onset = PageText.time(top.fired().onsetStart());
        String verb = verb(top.fired().kind());
        return top.resolvedAt().isPresent()
                ? name + " " + verb + " from " + onset + " to "
                        + PageText.time(top.resolvedAt().getAsLong())
                : name + " has " + verb + " since " + onset;
    }

    private static String verb(AlertKind kind) {
        return switch (kind) {
            case DRIFT -> "drifted";
            case CREEP -> "crept away";
            case SCHEMA -> "lost values";
            case VOLUME -> "changed";
            case JOINT -> "changed jointly";
        };
    }

    private static List<Fact> facts(AlertSpan top, List<MovedCell> moved) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("started", "Started", PageText.time(top.fired().onsetStart())));
        facts.add(new Fact("ended", "Ended", ended(top)));
        facts.add(new Fact("sure", top.peak().isPresent() ? "How sure" : "What", sure(top)));
        if (!moved.isEmpty()) {
            facts.add(new Fact("moved", "Moved most", moved(top, moved.get(0))));
        }
        return facts;
    }

    private static String ended(AlertSpan top) {
        String windows = top.windowsInDrift() == 0
                ? ""
                : ", after " + PageText.count(top.windowsInDrift(), "window in drift", "windows in drift");
        return top.resolvedAt().isPresent()
                ? PageText.time(top.resolvedAt().getAsLong()) + windows
                : "not before the data ended" + windows;
    }

    private static String sure(AlertSpan top) {
        return top.peak().map(Headline::sure).orElse(PageText.safe(top.fired().summary()));
    }

    private static String sure(AlertSpan.Peak peak) {
        FeatureVerdict feature = peak.feature();
        String where = " in its strongest window, " + PageText.count(feature.n(), "record", "records") + " from "
                + PageText.time(peak.start());
        String measure = PageText.name(feature.spec().measure());
        String against = "; the threshold is " + PageText.number(feature.spec().threshold());
        if (feature.spec().rule() == Rule.POINT || feature.lower().isEmpty()) {
            return measure + " was "
                    + PageText.number(feature.value().orElse(0), feature.spec().measure()) + where
                    + ", judged without bounds" + against;
        }
        return PageText.confidence(feature.spec().confidence()) + " sure that the " + measure + " was at least "
                + PageText.number(Strength.of(feature), feature.spec().measure()) + where + against;
    }

    private static String moved(AlertSpan top, MovedCell cell) {
        boolean isNumeric = top.peak()
                .map(peak -> peak.feature().type() == FeatureType.NUMERIC)
                .orElse(false);
        return (isNumeric ? values(cell.cell()) : PageText.safe(cell.cell())) + ": " + PageText.share(cell.reference())
                + " → " + PageText.share(cell.window()) + " of the records";
    }

    /** The name of a numeric feature's cell as part of a sentence. */
    private static String values(String cell) {
        return switch (cell) {
            case "below" -> "values below the reference's range";
            case "above" -> "values above the reference's range";
            case "missing", "invalid", "other" -> cell + " values";
            default -> (cell.startsWith("[") ? "values in " : "the value ") + PageText.safe(cell);
        };
    }

    /** What is said of all alerts but the first. */
    private static final class Others {

        private static final int NAMED = 3;

        static String lead(PageData data) {
            Map<SeriesKey, Long> onsets = new LinkedHashMap<>();
            data.alerts()
                    .forEach(alert -> onsets.merge(alert.series(), alert.fired().onsetStart(), Math::min));
            AlertSpan top = data.alerts().get(0);
            onsets.remove(top.series());
            int watched = data.survey().series().size();
            if (onsets.isEmpty()) {
                return watched == 1
                        ? ""
                        : "Nothing else of the " + PageText.count(watched, "series", "series")
                                + " that were watched raised an alert.";
            }
            return PageText.count(onsets.size(), "other", "others") + " of the " + watched
                    + " watched raised alerts too: "
                    + onsets.entrySet().stream()
                            .limit(NAMED)
                            .map(other -> other(other, top.fired().onsetStart()))
                            .collect(Collectors.joining(", "))
                    + (onsets.size() > NAMED ? " and " + (onsets.size() - NAMED) + " more." : ".");
        }

        /** The weightiest alert need not be the first. */
        static Optional<String> first(PageData data) {
            long onset = data.alerts().get(0).fired().onsetStart();
            return data.alerts().stream()
                    .min(Comparator.comparingLong(alert -> alert.fired().onsetStart()))
                    .filter(first -> first.fired().onsetStart() < onset)
                    .map(first -> PageText.name(first.series()) + ", "
                            + PageText.time(first.fired().onsetStart()));
        }

        private static String other(Map.Entry<SeriesKey, Long> other, long onset) {
            return PageText.name(other.getKey())
                    + (other.getValue() == onset
                            ? " from the same window"
                            : " from " + PageText.time(other.getValue()));
        }
    }

    /** What is said when no alert fired. */
    private static final class Quiet {

        private static final String UNSURE = "Longer windows hold more data: `klarion backtest --window` tries them.";

        static Headline headline(Survey survey) {
            long drifted = windows(survey, FeatureState.DRIFT);
            long stable = windows(survey, FeatureState.STABLE);
            long all = survey.series().values().stream()
                    .mapToLong(SeriesSurvey::windows)
                    .sum();
            if (drifted + stable == 0) {
                return quiet("Nothing could be judged", all == 0 ? "No window was closed." : reasons(survey));
            }
            if (drifted > 0) {
                return quiet(
                        "No alert fired",
                        PageText.count(drifted, "window was", "windows were")
                                + " in drift, but not long enough for an alert. " + reasons(survey));
            }
            boolean isMostUnsure = windows(survey, FeatureState.INSUFFICIENT_DATA) > all / 2;
            return quiet(
                    isMostUnsure ? "Not enough data to say" : "No drift found",
                    (isMostUnsure ? reasons(survey) : "")
                            + PageText.count(survey.series().size(), "series", "series") + " stayed within "
                            + (survey.series().size() == 1 ? "its threshold in " : "their thresholds in ")
                            + PageText.count(stable, "judged window. ", "judged windows. ")
                            + (isMostUnsure ? UNSURE : reasons(survey)));
        }

        private static Headline quiet(String title, String lead) {
            return new Headline(
                    true, title, lead.strip(), List.of(), List.of(), Optional.empty(), OptionalLong.empty());
        }

        private static long windows(Survey survey, FeatureState state) {
            return survey.series().values().stream()
                    .mapToLong(of -> of.windows(state))
                    .sum();
        }

        private static String reasons(Survey survey) {
            StringBuilder text = new StringBuilder();
            append(text, windows(survey, FeatureState.INSUFFICIENT_DATA), "had too little data to say. ");
            append(text, windows(survey, FeatureState.NO_DATA), "held no values. ");
            append(text, windows(survey, FeatureState.NO_REFERENCE), "had nothing to be compared with. ");
            return text.toString();
        }

        private static void append(StringBuilder text, long windows, String what) {
            if (windows > 0) {
                text.append(PageText.count(windows, "window ", "windows ")).append(what);
            }
        }
    }
}
