package io.klarion.cli;

import io.klarion.config.MonitorConfig;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.DetectableDivergence;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.profile.Column;
import io.klarion.core.profile.DataProfile;
import io.klarion.core.profile.FeatureProposal;
import io.klarion.core.reference.Reference;
import io.klarion.report.Figures;
import io.klarion.report.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What was found while a reference was built, in lines for people. Category values are not shown. */
final class ReferenceFindings {

    private static final int MOST_LINES = 8;
    private static final int MOST_FEATURES = 200;
    private static final int DECIMALS = 2;

    private final MonitorConfig monitor;
    private final Reference reference;
    private final ReferenceRecipe.Built built;
    private final List<String> lines = new ArrayList<>();

    private ReferenceFindings(MonitorConfig monitor, ReferenceRecipe.Built built) {
        this.monitor = monitor;
        this.reference = built.reference();
        this.built = built;
    }

    /** The lines: notes on the columns, what windows can show, windows that are unlike the rest. */
    static List<String> of(MonitorConfig monitor, ReferenceRecipe.Built built) {
        ReferenceFindings findings = new ReferenceFindings(monitor, built);
        findings.columns();
        findings.split();
        findings.detectable();
        findings.windows();
        return findings.lines;
    }

    private void columns() {
        DataProfile profile = built.profile();
        Map<String, String> taken = reference.layout().features().stream()
                .filter(feature -> feature.type() != FeatureType.JOINT)
                .collect(Collectors.toMap(
                        feature -> monitor.pathOf(feature.name()), FeatureCells::name, (one, two) -> one));
        List<String> notes = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Column column : profile.columns()) {
            FeatureProposal proposal = FeatureProposal.of(column, profile.records());
            String why = String.join("; ", proposal.reasons());
            if (taken.containsKey(column.pointer())) {
                if (!why.isEmpty()) {
                    notes.add("note: " + PrintableText.of(column.pointer()) + " " + why);
                }
            } else if (proposal.type().isEmpty() && !isKnown(column)) {
                left.add("not taken: " + PrintableText.of(column.pointer()) + " " + why);
            }
        }
        some(notes);
        some(left);
    }

    /* Features of which not all records count. */
    private void split() {
        long records = reference.pooled().records();
        List<String> notes = new ArrayList<>();
        for (FeatureCells feature : reference.layout().features()) {
            long counted = reference
                    .pooled()
                    .features()
                    .get(reference.layout().indexOf(feature.name()).orElseThrow())
                    .total();
            if (counted < records) {
                notes.add("note: " + PrintableText.of(feature.name())
                        + " has values that chance decides on, rare ones or more than are listed: of its "
                        + Figures.count(records) + " records a fifth chose the categories, " + Figures.count(counted)
                        + " count");
            }
        }
        some(notes);
    }

    private boolean isKnown(Column column) {
        return column.pointer().equals(monitor.eventTime().field())
                || monitor.segmentBy().contains(column.pointer());
    }

    private void detectable() {
        if (!reference.pooled().volume().isKnown() || reference.layout().size() > MOST_FEATURES) {
            return;
        }
        long records = Math.round(reference.pooled().volume().mean());
        String each = reference.layout().features().stream()
                .filter(feature -> feature.type() != FeatureType.JOINT)
                .limit(MOST_LINES)
                .map(feature -> PrintableText.of(feature.name()) + " " + detectable(feature, records))
                .collect(Collectors.joining(", "));
        lines.add("A window holds " + Figures.count(records)
                + " records on average. The smallest KL that every other one of them shows, by the defaults: " + each);
    }

    private String detectable(FeatureCells feature, long records) {
        OptionalDouble smallest = DetectableDivergence.of(
                feature,
                DetectSpec.DEFAULT,
                reference
                        .pooled()
                        .features()
                        .get(reference.layout().indexOf(feature.name()).orElseThrow()),
                records);
        return smallest.isPresent() ? Figures.decimal(smallest.getAsDouble(), DECIMALS) : "none";
    }

    private void windows() {
        lines.addAll(OddWindowLines.of(built.windows().odd(), built.windows().number()));
    }

    private void some(List<String> all) {
        lines.addAll(all.subList(0, Math.min(MOST_LINES, all.size())));
        if (all.size() > MOST_LINES) {
            lines.add("  and " + Figures.count(all.size() - MOST_LINES) + " more");
        }
    }
}
