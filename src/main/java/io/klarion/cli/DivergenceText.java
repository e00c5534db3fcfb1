package io.klarion.cli;

import io.klarion.core.distribution.NumberText;
import io.klarion.core.divergence.Evidence;
import io.klarion.core.divergence.Measure;
import io.klarion.report.Bars;
import io.klarion.report.Figures;
import io.klarion.report.PrintableText;
import io.klarion.report.TextTable;
import io.klarion.report.TextTable.Align;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.DoubleStream;

/** A comparison as a page of text: the cells side by side, every measure, the evidence. */
final class DivergenceText {

    private static final int DECIMALS = 4;
    private static final int BAR = 16;
    private static final String INDENT = "  ";

    private final ComparedCells compared;

    DivergenceText(ComparedCells compared) {
        this.compared = compared;
    }

    String render() {
        return head() + "\n" + cells() + "\n" + measures()
                + compared.evidence().map(this::evidence).orElse("");
    }

    private String head() {
        String sides = compared.evidence()
                .map(counts -> "Window P of " + Figures.count(counts.n()) + " records against reference Q of "
                        + Figures.count(counts.m()))
                .orElse("Window P against reference Q, given as shares");
        return sides + "; smoothing " + compared.smoothing() + ", "
                + compared.base().unit() + "\n";
    }

    private String cells() {
        boolean hasCounts = !compared.counts().isEmpty();
        TextTable table = new TextTable().column("cell", Align.LEFT);
        if (hasCounts) {
            table.column("count", Align.RIGHT);
        }
        table.column("window", Align.RIGHT)
                .column("", Align.LEFT)
                .column("reference", Align.RIGHT)
                .column("", Align.LEFT)
                .column("adds to " + compared.measure().key(), Align.RIGHT);
        double widest = DoubleStream.concat(
                        DoubleStream.of(compared.pair().windowShares()),
                        DoubleStream.of(compared.pair().referenceShares()))
                .max()
                .orElse(1);
        for (int cell = 0; cell < compared.labels().size(); cell++) {
            String[] shared = cell(cell, widest);
            table.row(
                    hasCounts
                            ? withCount(shared, Figures.count(compared.counts().get(cell)))
                            : shared);
        }
        return table.text(INDENT);
    }

    private String[] cell(int cell, double widest) {
        double window = compared.pair().window(cell);
        double reference = compared.pair().reference(cell);
        return new String[] {
            PrintableText.of(compared.labels().get(cell)),
            number(window),
            Bars.across(window / widest, BAR),
            number(reference),
            Bars.across(reference / widest, BAR),
            number(compared.contributions().get(cell))
        };
    }

    private static String[] withCount(String[] shared, String count) {
        String[] cells = new String[shared.length + 1];
        cells[0] = shared[0];
        cells[1] = count;
        System.arraycopy(shared, 1, cells, 2, shared.length - 1);
        return cells;
    }

    private String measures() {
        TextTable table = new TextTable()
                .column("measure", Align.LEFT)
                .column("value", Align.RIGHT)
                .column("", Align.LEFT)
                .column("", Align.LEFT);
        for (Map.Entry<String, Double> measure : compared.measures().entrySet()) {
            String unit = Measure.parse(measure.getKey())
                    .map(known -> compared.base().unit(known))
                    .orElse(compared.base().unit());
            table.row(measure.getKey(), number(measure.getValue()), unit, meaning(measure.getKey()));
        }
        return table.text(INDENT);
    }

    private static String meaning(String key) {
        return Measure.parse(key)
                .map(measure -> switch (measure) {
                    case KL -> "D(P‖Q), from the reference to the window";
                    case REVERSE_KL -> "D(Q‖P)";
                    case PSI -> "kl + reverse_kl";
                    case JS -> "to the mixture of both, at most ln 2 nats = 1 bit";
                    case HELLINGER -> "0 to 1";
                    case TOTAL_VARIATION -> "half the sum of differences, 0 to 1";
                    case CHI_SQUARE -> "Pearson, per record";
                    case KS -> "cells taken in order, 0 to 1";
                    case WASSERSTEIN -> "cells taken in order, one apart";
                })
                .orElse(key.equals("entropy") ? "of P" : "kl + entropy");
    }

    private String evidence(ComparedCells.CountEvidence evidence) {
        StringBuilder text = new StringBuilder("\n");
        evidence.bounds().ifPresent(bounds -> text.append(bounds(bounds)));
        return text.append(INDENT)
                .append("Equal shares would differ this much with probability p = ")
                .append(number(evidence.pValue()))
                .append(".\n")
                .toString();
    }

    private String bounds(Evidence bounds) {
        Measure measure = compared.measure();
        String unit = compared.base().unit(measure);
        return INDENT + "Without its bias, " + measure.key() + " is " + number(convert(bounds.estimate()))
                + (unit.isEmpty() ? "" : " " + unit) + "; at "
                + NumberText.of(BigDecimal.valueOf(bounds.confidence())
                        .movePointRight(2)
                        .doubleValue()) + " %"
                + " confidence it is at least " + number(convert(bounds.lower())) + ", and at most "
                + number(convert(bounds.upper())) + ".\n";
    }

    private double convert(double value) {
        return compared.base().convert(compared.measure(), value);
    }

    private static String number(double value) {
        return Figures.decimal(value, DECIMALS);
    }
}
