package io.klarion.cli;

import io.klarion.codec.DataFileException;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.JudgedWindows;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.Reference;
import io.klarion.topology.StreamsSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * A reference made of verdicts alone: the counts of complete windows, over the cells that the monitor has. For one thread.
 *
 * @param monitor whose windows are taken
 * @param range which windows: those that lie within, whole
 */
record VerdictReference(Monitor monitor, ReferenceRecipe.Range range) {

    /**
     * The reference.
     *
     * @throws DataFileException when there are no such windows, or the monitor has no cells yet, or other ones
     */
    Reference from(VerdictInput verdicts, Supplier<StreamsSettings> settings) throws IOException {
        String source = verdicts.name(settings);
        if (monitor.references().isEmpty()) {
            throw new DataFileException("monitor " + monitor.name()
                    + ": must be compared with a reference, whose cells the verdicts are over, was compared with the"
                    + " windows before (previous); build from records");
        }
        JudgedWindows windows = new JudgedWindows(monitor);
        verdicts.verdicts(settings, verdict -> {
            if (isTaken(verdict)) {
                windows.add(verdict);
            }
        });
        if (windows.windows() == 0) {
            throw new DataFileException(source + ": must hold complete windows of monitor " + monitor.name()
                    + " with records" + text() + ", held none");
        }
        try {
            Reference like = monitor.references().get(monitor.references().size() - 1);
            return windows.reference(like, source, Clock.systemUTC().millis());
        } catch (IllegalArgumentException e) {
            throw new DataFileException(source + ": " + e.getMessage() + "; other cells need the records", e);
        }
    }

    private boolean isTaken(Verdict verdict) {
        return verdict.completeness() == Completeness.COMPLETE
                && verdict.start() >= range.from()
                && verdict.end() <= range.to();
    }

    private String text() {
        return (range.from() == Long.MIN_VALUE ? "" : " from " + Instant.ofEpochMilli(range.from()))
                + (range.to() == Long.MAX_VALUE ? "" : " to " + Instant.ofEpochMilli(range.to()));
    }
}
