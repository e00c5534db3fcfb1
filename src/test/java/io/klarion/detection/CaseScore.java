package io.klarion.detection;

import java.util.List;

/**
 * A rule over all public series.
 *
 * @param controlWindows clean windows of the independent controls
 * @param controlAlarms how many of them alarm
 * @param realShare the mean share of clean windows that alarm, over the other cases with at least three
 * @param found labelled changes found
 * @param changes labelled changes
 */
record CaseScore(int controlWindows, int controlAlarms, double realShare, int found, int changes) {

    /** Series of independent draws. The third control is real in that its records depend on one another. */
    private static final List<String> INDEPENDENT = List.of("bike_permuted_control", "sea_label_only");

    private static final int ENOUGH_WINDOWS = 3;

    static CaseScore of(String rule, List<CaseRow> rows) {
        List<CaseRow> own = rows.stream().filter(row -> row.rule().equals(rule)).toList();
        List<CaseRow> controls =
                own.stream().filter(row -> INDEPENDENT.contains(row.name())).toList();
        return new CaseScore(
                controls.stream().mapToInt(CaseRow::cleanWindows).sum(),
                controls.stream().mapToInt(CaseRow::falseAlarms).sum(),
                own.stream()
                        .filter(row -> !INDEPENDENT.contains(row.name()) && row.cleanWindows() >= ENOUGH_WINDOWS)
                        .mapToDouble(row -> row.falseAlarms() / (double) row.cleanWindows())
                        .average()
                        .orElse(0),
                own.stream().mapToInt(CaseRow::found).sum(),
                own.stream().mapToInt(row -> row.delays().size()).sum());
    }
}
