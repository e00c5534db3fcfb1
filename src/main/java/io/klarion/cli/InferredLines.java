package io.klarion.cli;

import io.klarion.config.DurationText;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.reference.Reference;
import io.klarion.report.Figures;
import io.klarion.report.PrintableText;
import io.klarion.report.ReferenceWarnings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was guessed, in a few lines for the terminal. */
final class InferredLines {

    private static final int SHOWN = 10;

    private final InferredMonitor inferred;
    private final List<String> lines = new ArrayList<>();

    private InferredLines(InferredMonitor inferred) {
        this.inferred = inferred;
    }

    /** The lines. */
    static List<String> of(Path data, InferredMonitor inferred, Reference reference) {
        InferredLines lines = new InferredLines(inferred);
        lines.data(data);
        lines.guesses(reference);
        lines.warnings(reference);
        return lines.lines;
    }

    private void data(Path data) {
        InferredMonitor.Seen seen = inferred.seen();
        lines.add(PrintableText.of(FileNames.of(data)) + "  " + Figures.count(seen.records()) + " records from "
                + Instant.ofEpochMilli(seen.times().earliest()) + " to "
                + Instant.ofEpochMilli(seen.times().latest()));
    }

    private void guesses(Reference reference) {
        line(
                "event time",
                PrintableText.of(inferred.base().eventTime().field()) + ": "
                        + inferred.seen().reason());
        line(
                "windows",
                DurationText.of(Duration.ofMillis(inferred.base().window().size())) + ", about "
                        + Figures.count(inferred.recordsPerWindow()) + " records each");
        line(
                "reference",
                Figures.count(reference.pooled().records()) + " records before "
                        + Instant.ofEpochMilli(inferred.end()));
        String types = Arrays.stream(FeatureType.values())
                .map(type -> Map.entry(type.key(), count(type)))
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        line("features", types);
    }

    private long count(FeatureType type) {
        return inferred.features().stream()
                .filter(feature -> feature.type() == type)
                .count();
    }

    private void warnings(Reference reference) {
        InferredMonitor.Seen seen = inferred.seen();
        if (seen.malformed() > 0) {
            line("warning", many(seen.malformed(), "line is", "lines are") + " not a JSON object and left out");
        }
        if (seen.timeless() > 0) {
            line("warning", many(seen.timeless(), "record has", "records have") + " no event time and left out");
        }
        several("warning", ReferenceWarnings.ofDispersion(reference));
        several(
                "warning",
                inferred.features().stream()
                        .flatMap(feature -> feature.notes().stream().map(note -> feature.name() + ": " + note))
                        .toList());
        several(
                "left out",
                inferred.columns().leftOut().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }

    private void several(String title, List<String> texts) {
        texts.stream().limit(SHOWN).forEach(text -> line(title, PrintableText.of(text)));
        if (texts.size() > SHOWN) {
            line(title, (texts.size() - SHOWN) + " more stand in the configuration");
        }
    }

    private static String many(long count, String one, String more) {
        return Figures.count(count) + " " + (count == 1 ? one : more);
    }

    private void line(String title, String text) {
        lines.add(String.format(Locale.ROOT, "  %-11s %s", title, text));
    }
}
