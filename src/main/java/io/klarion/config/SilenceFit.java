package io.klarion.config;

import io.klarion.core.alert.VolumeAlert;
import io.klarion.core.delivery.NamePattern;
import io.klarion.core.delivery.Silence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether silences speak of monitors, group-by fields and features that there are: a typing error would let through what
 * was to be held back. A name that there is not is a problem, a pattern that fits nothing a warning.
 */
final class SilenceFit {

    private final Problems problems;

    SilenceFit(Problems problems) {
        this.problems = problems;
    }

    /** Checks all silences against the monitors, with the names of the features of each. */
    void check(List<Silence> silences, List<MonitorConfig> monitors, List<List<String>> features) {
        for (int i = 0; i < silences.size(); i++) {
            check("notify.silences[" + i + "]", silences.get(i), monitors, features);
        }
    }

    private void check(String at, Silence silence, List<MonitorConfig> monitors, List<List<String>> features) {
        check(
                at + ".monitors",
                "name a monitor",
                silence.monitors(),
                monitors.stream().map(MonitorConfig::name).toList());
        Set<String> fields = new TreeSet<>();
        Set<String> names = new TreeSet<>(Set.of(VolumeAlert.SUBJECT));
        boolean isForSome = false;
        for (int m = 0; m < monitors.size(); m++) {
            String name = monitors.get(m).name();
            if (silence.monitors().isEmpty() || fitsAny(silence.monitors(), name)) {
                isForSome = true;
                monitors.get(m).segmentBy().forEach(pointer -> fields.add(pointer.replaceFirst("^/", "")));
                names.addAll(features.get(m));
            }
        }
        if (isForSome) {
            check(at + ".features", "name a feature of these monitors", silence.features(), names);
            for (Map.Entry<String, String> field : silence.segment().entrySet()) {
                if (!fields.contains(field.getKey())) {
                    problems.add(
                            at + ".segment",
                            "name group-by fields of these monitors",
                            field.getKey() + Suggestion.didYouMean(field.getKey(), fields));
                }
            }
        }
    }

    private void check(String at, String rule, List<String> written, Collection<String> known) {
        List<String> names = new ArrayList<>(known);
        for (int i = 0; i < written.size(); i++) {
            String name = written.get(i);
            if (names.stream().anyMatch(NamePattern.matching(name))) {
                continue;
            }
            if (NamePattern.isPattern(name)) {
                problems.warn(at + "[" + i + "]: " + name + " fits none");
            } else {
                problems.add(at + "[" + i + "]", rule, name + Suggestion.didYouMean(name, names));
            }
        }
    }

    private static boolean fitsAny(List<String> patterns, String name) {
        return patterns.stream()
                .anyMatch(pattern -> NamePattern.matching(pattern).test(name));
    }
}
