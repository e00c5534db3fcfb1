package io.klarion.core.monitor;

import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.reference.LearnedDispersion;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Learns how much the windows of a group differ from its own first ones, where the reference does not tell. Immutable.
 *
 * <p>Of each feature the first so many windows are remembered that were {@code COMPLETE} at revision 0, had values, began after
 * the group's first records did, and do not overlap with one another. From the tenth on they tell a {@link LearnedDispersion}, again with each further
 * one; with the last it stands and the windows are forgotten. Windows in drift count too: records that hang together look like
 * drift as long as nobody knows that they do. A change that falls among the first windows is therefore taken for dispersion, and
 * the feature is judged mildly from then on; a reference with event times is better.
 */
public final class FirstWindows implements HistoryRule {

    private static final long WEEK = 604_800_000;

    private final int windows;
    private final CellLayout layout;
    private final WindowSpec window;

    private FirstWindows(int windows, CellLayout layout, WindowSpec window) {
        this.windows = windows;
        this.layout = layout;
        this.window = window;
    }

    /** The rule of {@code monitor}; empty where it learns nothing. */
    static Optional<HistoryRule> of(Monitor monitor) {
        int windows = monitor.lifecycle().learnFrom();
        return windows == 0 || monitor.previous().isPresent()
                ? Optional.empty()
                : Optional.of(new FirstWindows(windows, monitor.layout(), monitor.window()));
    }

    @Override
    public GroupHistory after(GroupHistory before, WindowCounts counts, Verdict verdict, Set<String> alarmed) {
        SortedMap<Integer, long[]> added = toLearnFrom(before, counts, verdict);
        if (added.isEmpty()) {
            return before;
        }
        List<PastWindow> all = new ArrayList<>(before.windows());
        all.add(new PastWindow(verdict.end(), added));
        SortedMap<Integer, LearnedDispersion> learned = new TreeMap<>(before.learned());
        added.keySet().forEach(place -> learn(learned, place, layout.chunkStart(verdict.part()) + place, all));
        boolean isDone = added.keySet().stream().anyMatch(place -> isLearned(learned, place));
        return new GroupHistory(isDone ? unlearned(all, learned) : all, learned);
    }

    private SortedMap<Integer, long[]> toLearnFrom(GroupHistory before, WindowCounts counts, Verdict verdict) {
        SortedMap<Integer, long[]> added = new TreeMap<>();
        boolean isWhole =
                verdict.completeness() == Completeness.COMPLETE && verdict.revision() == 0 && counts.isFullSpan();
        int first = layout.chunkStart(verdict.part());
        for (int place = 0; isWhole && place < verdict.features().size(); place++) {
            FeatureVerdict feature = verdict.features().get(place);
            boolean isUnknown = feature.isProvisional() && !isLearned(before.learned(), place);
            if (isUnknown && feature.n() > feature.missing() && isApart(before.windows(), place, counts.start())) {
                int from = layout.offset(first + place) - layout.offset(first);
                int to = layout.offset(first + place + 1) - layout.offset(first);
                added.put(place, Arrays.copyOfRange(counts.cells(), from, to));
            }
        }
        return added;
    }

    private boolean isLearned(SortedMap<Integer, LearnedDispersion> learned, int place) {
        LearnedDispersion known = learned.get(place);
        return known != null && known.windows() >= windows;
    }

    private static boolean isApart(List<PastWindow> windows, int place, long start) {
        return windows.stream().noneMatch(past -> past.end() > start && past.holds(place));
    }

    private void learn(SortedMap<Integer, LearnedDispersion> learned, int place, int feature, List<PastWindow> all) {
        List<long[]> counts = new ArrayList<>();
        for (PastWindow past : all) {
            long[] own = past.counts(place);
            if (own != null) {
                counts.add(own);
            }
        }
        learned.merge(
                place,
                LearnedDispersion.of(counts, layout.feature(feature).binning()),
                (known, now) -> now.windows() < known.windows() ? known : now);
    }

    /* Without the features that need their windows no more. */
    private List<PastWindow> unlearned(List<PastWindow> all, SortedMap<Integer, LearnedDispersion> learned) {
        List<PastWindow> kept = new ArrayList<>();
        for (PastWindow past : all) {
            SortedMap<Integer, long[]> features = past.features();
            features.keySet().removeIf(place -> isLearned(learned, place));
            if (!features.isEmpty()) {
                kept.add(new PastWindow(past.end(), features));
            }
        }
        return kept;
    }

    @Override
    public boolean isOwn(GroupHistory history) {
        return !history.learned().isEmpty();
    }

    @Override
    public long rememberedFor() {
        return Math.max(WEEK, windows * window.size());
    }
}
