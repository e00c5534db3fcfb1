package io.klarion.config;

import io.klarion.core.reference.Reference;
import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.SlotKind;
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
        wanted.filter(ReferenceFit::isMovedByClocks)
                .ifPresent(calendar -> problems.warn(path + ".slots: windows every "
                        + DurationText.of(Duration.ofMillis(monitor.window().advance())) + " start at other hours of "
                        + calendar.zone().getId() + " once clocks change: compared with all records then, unless the"
                        + " reference has seen both"));
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

    /* An hour later by the clock they start in another slot, unless they start each hour. */
    private static boolean isMovedByClocks(SlotCalendar calendar) {
        long hour = SlotKind.HOUR_OF_DAY.length();
        return calendar.kind().length() == hour
                && hour % calendar.window().advance() != 0
                && !calendar.zone().getRules().getTransitionRules().isEmpty();
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
