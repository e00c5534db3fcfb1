package io.klarion.core.monitor;

import io.klarion.core.detect.Verdict;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Passes on the last revision of every window of a segment, all its parts, and nothing of those before. Verdicts on the same
 * window of the same segment must come one after the other. Single-threaded.
 */
public final class FinalVerdicts {

    private final Consumer<Verdict> out;
    private final TreeMap<Integer, Verdict> parts = new TreeMap<>();
    private int leftOut;

    /** Final verdicts go to {@code out}. */
    public FinalVerdicts(Consumer<Verdict> out) {
        this.out = out;
    }

    /** The next verdict, or the next part of one. */
    public void add(Verdict verdict) {
        Map.Entry<Integer, Verdict> first = parts.firstEntry();
        if (first != null) {
            Verdict known = first.getValue();
            if (!isSameWindow(known, verdict)) {
                finish();
            } else if (verdict.revision() > known.revision()) {
                parts.clear();
            } else if (verdict.revision() < known.revision()) {
                return;
            }
        }
        parts.put(verdict.part(), verdict);
    }

    private static boolean isSameWindow(Verdict one, Verdict two) {
        return one.end() == two.end()
                && one.start() == two.start()
                && one.monitor().equals(two.monitor())
                && one.segment().equals(two.segment());
    }

    /** No verdict follows. */
    public void finish() {
        if (!parts.isEmpty() && parts.size() < parts.firstEntry().getValue().parts()) {
            leftOut++;
        } else {
            parts.values().forEach(out);
        }
        parts.clear();
    }

    /** How many windows were left out, as parts of their final verdicts are missing: on a live topic they may be on their way, or were revised apart. */
    public int leftOut() {
        return leftOut;
    }
}
