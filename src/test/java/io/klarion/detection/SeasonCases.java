package io.klarion.detection;

import io.klarion.core.window.WindowSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The public series with a strong daily and weekly cycle, in windows from a quarter of a day to a day: a reference by the
 * hour of the week beside the static one.
 */
final class SeasonCases {

    static final String SERIES = "nab_nyc_taxi";

    /** Windows of fewer hours hold fewer than ten records, of which nothing is said. */
    static final List<Integer> HOURS = List.of(6, 8, 12, 24);

    /** The rules that stand side by side, by their names elsewhere. */
    static final Map<String, String> RULES = Map.of(
            Rules.KLARION,
            "klarion_static",
            Rules.KLARION_ZERO,
            "klarion_threshold_0_static",
            Rules.KLARION_HOUR_OF_WEEK,
            Rules.KLARION_HOUR_OF_WEEK,
            Rules.KLARION_ZERO_HOUR_OF_WEEK,
            Rules.KLARION_ZERO_HOUR_OF_WEEK);

    private static final long HOUR = 3_600_000;

    private SeasonCases() {}

    /** The name of the case in windows of so many hours. */
    static String name(int hours) {
        return SERIES + "@" + hours + "h";
    }

    /** A row for each rule and length; none where the series is not there. */
    static List<CaseRow> rows(Path directory) throws IOException {
        Path folder = directory.resolve(SERIES);
        List<CaseRow> rows = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            PublicCase series = PublicCases.read(folder);
            for (int hours : HOURS) {
                for (CaseRow row : new CaseStudy(inWindowsOf(series, hours), true).rows()) {
                    String rule = RULES.get(row.rule());
                    if (rule != null) {
                        rows.add(new CaseRow(
                                rule,
                                row.name(),
                                row.control(),
                                row.cleanWindows(),
                                row.falseAlarms(),
                                row.falseAlerts(),
                                row.delays()));
                    }
                }
            }
        }
        return rows;
    }

    private static PublicCase inWindowsOf(PublicCase series, int hours) {
        return new PublicCase(
                name(hours),
                series.control(),
                new WindowSpec(hours * HOUR, hours * HOUR, 0, series.window().origin()),
                series.reference(),
                series.features(),
                series.unscored(),
                series.changes(),
                series.exclude(),
                series.records());
    }
}
