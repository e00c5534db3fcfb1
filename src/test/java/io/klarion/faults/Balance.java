package io.klarion.faults;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an application made of its source, against an independent recount of it.
 *
 * @param records that the source topics hold
 * @param repeated how many of them the producer wrote twice, for want of an answer
 * @param windows closed windows with records, by the recount
 * @param lost records that windows, the quarantine or the alerts lack
 * @param duplicated records, verdicts, quarantined records or alerts that are there too often
 * @param flagged windows that say themselves that they may be wrong
 * @param silent windows that are wrong and do not say so
 * @param flags which windows say so, and which of them are wrong, in sentences
 * @param problems everything else that is not as it should be, in sentences
 */
public record Balance(
        long records,
        long repeated,
        int windows,
        long lost,
        long duplicated,
        long flagged,
        long silent,
        List<String> flags,
        List<String> problems) {

    public Balance {
        flags = List.copyOf(flags);
        problems = List.copyOf(problems);
    }

    /** Nothing lost, doubled or flagged. */
    public boolean isExact() {
        return isExactButFor() && flagged == 0;
    }

    /** Nothing lost or doubled, nothing silently wrong, and no flags but those that begin so. */
    public boolean isExactButFor(String... flagsAllowed) {
        return lost == 0
                && duplicated == 0
                && silent == 0
                && problems.isEmpty()
                && flags.stream().allMatch(flag -> Stream.of(flagsAllowed).anyMatch(flag::startsWith));
    }

    @Override
    public String toString() {
        return String.format(
                "%,d records%s in %,d windows: %,d lost, %,d duplicated, %,d flagged",
                records,
                repeated == 0 ? "" : String.format(" (%,d written twice by the producer)", repeated),
                windows,
                lost,
                duplicated,
                flagged);
    }
}
