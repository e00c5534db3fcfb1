package io.klarion.cli;

import io.klarion.core.backtest.Outcome;
import io.klarion.core.monitor.Monitor;
import io.klarion.replay.ResultFiles;
import io.klarion.report.page.RecordedResults;
import io.klarion.report.page.ReportPage;
import io.klarion.web.ShownValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The page beside the result files of a run. */
final class ReportFile {

    private static final String NAME = "report.html";

    private ReportFile() {}

    /**
     * Writes {@code report.html} from the finished result files in {@code directory}.
     *
     * @param monitors say which category values may be shown
     */
    static void write(Path directory, List<Monitor> monitors) {
        write(directory, monitors, List.of());
    }

    /**
     * The same with what a backtest has found.
     *
     * @param outcomes one for each setting that was tried
     */
    static void write(Path directory, List<Monitor> monitors, List<Outcome> outcomes) {
        RecordedResults results = new RecordedResults(
                directory.resolve(ResultFiles.VERDICTS), Optional.of(directory.resolve(ResultFiles.ALERTS)));
        new ReportPage(results, ShownValues.of(monitors)).with(outcomes).write(directory.resolve(NAME));
    }
}
