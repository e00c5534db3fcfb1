package io.klarion.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Whether something grows over a soak: the floor of its last third against that of its second, the first being for
 * warming up. The floor is the lower quartile: what leaks raises it like everything else, and windows that wait for a
 * fault to pass, which some minutes show and others do not, leave it where it is. Too short a soak tells nothing.
 */
final class SoakGrowth {

    private static final int FEWEST_MINUTES = 9;
    private static final double SHARE = 0.15;

    private SoakGrowth() {}

    static List<String> of(List<SoakMinute> minutes) {
        List<String> growing = new ArrayList<>();
        if (minutes.size() >= FEWEST_MINUTES) {
            look("heap MB", minutes, SoakMinute::heapMegabytes, 8, growing);
            look("JVM MB", minutes, SoakMinute::nativeMegabytes, 16, growing);
            look("RSS MB", minutes, SoakMinute::residentMegabytes, 32, growing);
            look("open files", minutes, SoakMinute::openFiles, 16, growing);
            look("topics", minutes, SoakMinute::topics, 0, growing);
            look("series", minutes, SoakMinute::series, 4, growing);
        }
        return growing;
    }

    private static void look(
            String what, List<SoakMinute> minutes, ToLongFunction<SoakMinute> value, long slack, List<String> growing) {
        int third = minutes.size() / 3;
        long before = floor(minutes.subList(third, 2 * third), value);
        long after = floor(minutes.subList(minutes.size() - third, minutes.size()), value);
        if (after > before + Math.max(slack, slack == 0 ? 0 : (long) (before * SHARE))) {
            growing.add(what + " from " + before + " to " + after);
        }
    }

    private static long floor(List<SoakMinute> minutes, ToLongFunction<SoakMinute> value) {
        return minutes.stream()
                .mapToLong(value)
                .sorted()
                .skip(minutes.size() / 4)
                .findFirst()
                .orElse(0);
    }
}
