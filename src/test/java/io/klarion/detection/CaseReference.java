package io.klarion.detection;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.reference.Reference;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The reference of a public series, and the rules that learnt from it. */
final class CaseReference {

    private static final long[] NO_ORDER = {};

    private final CellLayout layout;
    private final WindowSpec window;
    private final long[] all;
    private final List<long[]> whole;
    private final Reference timed;
    private final Reference untimed;
    private final Optional<Reference> seasonal;

    /** A rule that sees the windows of a series in order. */
    interface CaseRule {
        KlarionMonitor.Seen see(long start, long[] cells);
    }

    CaseReference(
            CellLayout layout,
            WindowSpec window,
            long[] all,
            List<long[]> whole,
            Reference timed,
            Reference untimed,
            Optional<Reference> seasonal) {
        this.layout = layout;
        this.window = window;
        this.all = all;
        this.whole = whole;
        this.timed = timed;
        this.untimed = untimed;
        this.seasonal = seasonal;
    }

    Map<String, CaseRule> rules() {
        Map<String, CaseRule> rules = new LinkedHashMap<>();
        rules.put(Rules.KLARION, klarion(timed, DetectSpec.DEFAULT));
        rules.put(Rules.KLARION_ZERO, klarion(timed, Rules.withThreshold(0)));
        rules.put(Rules.KLARION_LOW, klarion(timed, Rules.withThreshold(0.05)));
        rules.put(Rules.KLARION_UNTIMED, klarion(untimed, DetectSpec.DEFAULT));
        seasonal.ifPresent(reference -> rules.put(Rules.KLARION_HOUR_OF_WEEK, klarion(reference, DetectSpec.DEFAULT)));
        seasonal.ifPresent(
                reference -> rules.put(Rules.KLARION_ZERO_HOUR_OF_WEEK, klarion(reference, Rules.withThreshold(0))));
        Rules.OTHERS.forEach(rule -> rules.put(rule.name(), other(rule)));
        return rules;
    }

    private CaseRule klarion(Reference reference, DetectSpec spec) {
        return new KlarionMonitor(layout, reference, window, spec)::see;
    }

    private CaseRule other(AlarmRule rule) {
        List<Optional<Predicate<Window>>> tests = new ArrayList<>();
        for (int f = 0; f < layout.size(); f++) {
            tests.add(rule.fit(sample(f)));
        }
        return (start, cells) -> {
            Set<String> alarming = new TreeSet<>();
            for (int f = 0; f < layout.size(); f++) {
                Window own = own(f, cells);
                if (tests.get(f).filter(test -> test.test(own)).isPresent()) {
                    alarming.add(layout.feature(f).name());
                }
            }
            return new KlarionMonitor.Seen(alarming, new TreeSet<>(alarming));
        };
    }

    private ReferenceSample sample(int f) {
        List<Window> chunks = whole.stream().map(cells -> own(f, cells)).toList();
        return new ReferenceSample(
                CellLayout.of(List.of(layout.feature(f))),
                own(f, all),
                window,
                new ReferenceSample.Made(chunks, timed, untimed));
    }

    private Window own(int f, long[] cells) {
        long[] own = Arrays.copyOfRange(cells, layout.offset(f), layout.offset(f + 1));
        return new Window(
                own,
                layout.feature(f).binning() instanceof NumericBinning numeric
                        ? Arrays.copyOf(own, numeric.orderedCells())
                        : NO_ORDER);
    }
}
