package io.klarion.config;

import io.klarion.core.monitor.Previous;
import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.SlotKind;
import io.klarion.core.window.WindowSpec;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a monitor compares its windows with.
 *
 * @param files the reference files, at least one
 * @param slots by which calendar slots they are built; empty for whatever they have
 * @param previous that windows are compared with those before them, and the file only has the cells
 */
public record ReferenceConfig(List<Named> files, Optional<Slots> slots, Optional<Previous> previous) {

    public ReferenceConfig {
        files = List.copyOf(files);
    }

    /** One file, as it is. */
    static ReferenceConfig of(Path file) {
        return new ReferenceConfig(List.of(new Named("", file)), Optional.empty(), Optional.empty());
    }

    /**
     * One of several references.
     *
     * @param name what verdicts call it; empty for the name it was built with
     * @param file the reference file, resolved
     */
    public record Named(String name, Path file) {}

    /**
     * Calendar slots.
     *
     * @param kind what they are
     * @param zone whose local time it is
     */
    public record Slots(SlotKind kind, ZoneId zone) {

        /** The calendar of windows like these. */
        public SlotCalendar calendar(WindowSpec window) {
            return new SlotCalendar(kind, zone, window);
        }
    }
}
