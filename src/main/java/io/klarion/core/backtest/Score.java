package io.klarion.core.backtest;

import java.util.List;
import java.util.OptionalLong;

/**
 * How well the alerts of a setting fit what is known to have changed.
 *
 * @param findings one for each change, in the order of their times
 * @param falseAlarms alerts that fit no change
 */
public record Score(List<Finding> findings, int falseAlarms) {

    /**
     * What became of one change.
     *
     * @param change the change
     * @param told when an alert had told of it, epoch milliseconds; empty when none did
     * @param windowsLate how many windows later than the first that holds records of the change; 0 when it was missed
     */
    public record Finding(Change change, OptionalLong told, int windowsLate) {

        /** From the change to the end of the window that told of it, in milliseconds; empty when it was missed. */
        public OptionalLong delay() {
            return told.isPresent() ? OptionalLong.of(told.getAsLong() - change.from()) : OptionalLong.empty();
        }
    }

    public Score {
        findings = List.copyOf(findings);
    }

    /** How many changes there are. */
    public int changes() {
        return findings.size();
    }

    /** How many of them some alert told of. */
    public int found() {
        return (int)
                findings.stream().filter(finding -> finding.told().isPresent()).count();
    }

    /** How many no alert told of. */
    public int missed() {
        return changes() - found();
    }

    /** The median delay of the changes that were found, in milliseconds, the lower of two; empty when none was. */
    public OptionalLong medianDelay() {
        long[] delays = findings.stream()
                .flatMapToLong(finding -> finding.delay().stream())
                .sorted()
                .toArray();
        return delays.length == 0 ? OptionalLong.empty() : OptionalLong.of(delays[(delays.length - 1) / 2]);
    }

    /** How many windows late the one was that was found last. */
    public int mostLate() {
        return findings.stream().mapToInt(Finding::windowsLate).max().orElse(0);
    }

    /** How many windows late all were together. */
    int late() {
        return findings.stream().mapToInt(Finding::windowsLate).sum();
    }
}
