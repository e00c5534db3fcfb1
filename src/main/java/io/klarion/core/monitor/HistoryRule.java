package io.klarion.core.monitor;

import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.window.WindowSpec;
import java.util.Optional;
import java.util.Set;

/** Tells what to remember of a group's closed windows. Pure. */
public sealed interface HistoryRule permits PastWindows, FirstWindows {

    /** What a monitor remembers: the windows that others are compared with, or those that dispersion is learned from. */
    static Optional<HistoryRule> of(Monitor monitor) {
        Optional<HistoryRule> previous = PastWindows.of(monitor).map(rule -> rule);
        return previous.or(() -> FirstWindows.of(monitor));
    }

    /**
     * What is remembered after one more window: judged for the first time, in order of the ends.
     *
     * @param alarmed the features with an alert that is pending or firing after it
     */
    GroupHistory after(GroupHistory before, WindowCounts counts, Verdict verdict, Set<String> alarmed);

    /** Whether a history was made by this rule, and not by that of another configuration. */
    boolean isOwn(GroupHistory history);

    /** For how long a group without records is remembered, in milliseconds. */
    long rememberedFor();

    /** Whether a group whose last records lie in the window that ends at {@code lastSeenEnd} is still remembered. */
    default boolean remembers(long lastSeenEnd, long end) {
        return lastSeenEnd != WindowSpec.NO_WATERMARK && end - lastSeenEnd <= rememberedFor();
    }
}
