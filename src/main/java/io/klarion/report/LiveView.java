package io.klarion.report;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.Stage2;
import io.klarion.metrics.RecordTotals;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a person sees while a monitor runs: a table that is redrawn on a terminal, plain lines in a pipe. Safe for
 * any number of threads.
 */
public interface LiveView extends AutoCloseable {

    /**
     * The view that suits the screen.
     *
     * @param screen where it is shown
     * @param out what writes there, in UTF-8
     * @param monitors what is watched
     */
    static LiveView on(Screen screen, PrintStream out, List<Monitor> monitors) {
        Map<String, Long> grace = monitors.stream()
                .collect(Collectors.toMap(
                        Monitor::name, monitor -> monitor.window().grace()));
        return screen.isTerminal() ? new LiveTable(screen, out, grace) : new PlainLines(out, grace);
    }

    /** A window was judged. */
    void verdict(Verdict verdict);

    /** An alert changed its state. */
    void alert(Alert alert);

    /** What the task of an internal partition waits for; replaces what it said before. */
    void waiting(int internalPartition, List<Stage2.Waiting> waiting);

    /** What became of the records so far; replaces what was said before. */
    void records(Map<String, RecordTotals> byMonitor);

    /** Brings the screen up to date; called a few times a second. */
    void refresh();

    /** Shows the last state and stops. */
    @Override
    void close();
}
