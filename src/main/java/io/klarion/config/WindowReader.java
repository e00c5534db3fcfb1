package io.klarion.config;

import io.klarion.core.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;

/** Reads a {@code window} block: tumbling, without grace, from the epoch, where nothing else is said. */
final class WindowReader {

    private static final long MAX_PANES = 10_000;
    private static final WindowSpec NONE = WindowSpec.tumbling(1, 0);

    private WindowReader() {}

    static WindowSpec read(Section section) {
        Duration size =
                section.require("size").value("size", Limits.POSITIVE_DURATION).orElse(Duration.ZERO);
        Duration advance = section.value("advance", Limits.POSITIVE_DURATION).orElse(size);
        Duration grace = section.value("grace", Limits.DURATION).orElse(Duration.ZERO);
        Instant origin = section.value("origin", Scalar.INSTANT).orElse(Instant.EPOCH);
        if (size.isZero()) {
            return NONE;
        }
        if (advance.compareTo(size) > 0) {
            section.problem("advance", "be at most size " + DurationText.of(size), DurationText.of(advance));
            return NONE;
        }
        WindowSpec window =
                new WindowSpec(size.toMillis(), advance.toMillis(), grace.toMillis(), origin.toEpochMilli());
        long panes = window.size() / window.pane();
        if (panes > MAX_PANES) {
            section.problem(
                    "advance",
                    "cut size " + DurationText.of(size) + " into at most " + MAX_PANES + " equal pieces",
                    DurationText.of(advance) + " (" + panes + " pieces)");
        }
        return window;
    }
}
