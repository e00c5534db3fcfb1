package io.klarion.config;

import io.klarion.core.reference.Reference;
import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.WindowSpec;
import java.time.Duration;
import java.util.Optional;

/** Whether the references of a monitor go with it and with one another. */
final class ReferenceFit {

    private static final String REBUILD = " (or it must be rebuilt)";

    private ReferenceFit() {}

    /** Reports, at {@code path}, where the calendar of a reference is not the one that is asked for. */
    static void checkCalendar(String path, MonitorConfig monitor, Reference reference, Problems problems) {
        Optional<SlotCalendar> wanted = monitor.references().slots().map(slots -> slots.calendar(monitor.window()));
        Optional<SlotCalendar> built = reference.calendar();
        boolean isOther =
                wanted.isPresent() && !wanted.map(ReferenceFit::seasons).equals(built.map(ReferenceFit::seasons));
        if (isOther) {
            problems.add(
                    path + ".slots",
                    "be " + built.map(ReferenceFit::seasons).orElse("absent") + " as in the reference" + REBUILD,
                    wanted.map(ReferenceFit::seasons).orElse(""));
        } else if (built.filter(calendar -> !isSameGrid(calendar.window(), monitor.window()))
                .isPresent()) {
            problems.add(
                    path + ".file",
                    "have slots of windows of " + shown(monitor.window()) + REBUILD,
                    built.map(calendar -> shown(calendar.window())).orElse(""));
        }
    }

    /** Reports, at {@code path}, that a reference has other cells than the first. */
    static void checkCells(
            String path, String file, Reference reference, String first, Reference other, Problems problems) {
        if (!reference.layout().equals(other.layout())) {
            problems.add(path + ".file", "have the features and cells of " + first, "others in " + file);
        }
    }

    private static String seasons(SlotCalendar calendar) {
        return calendar.kind().key() + " in " + calendar.zone().getId();
    }

    private static boolean isSameGrid(WindowSpec one, WindowSpec other) {
        return one.size() == other.size()
                && one.advance() == other.advance()
                && Math.floorMod(one.origin() - other.origin(), one.advance()) == 0;
    }

    private static String shown(WindowSpec window) {
        return DurationText.of(Duration.ofMillis(window.size())) + " every "
                + DurationText.of(Duration.ofMillis(window.advance()));
    }
}
