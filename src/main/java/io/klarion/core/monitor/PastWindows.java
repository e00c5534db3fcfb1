package io.klarion.core.monitor;

import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.VolumeHistory;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The windows of a monitor as the reference of those that follow. Immutable.
 *
 * <p>Each feature has its own: going back from the judged window's start, the first {@link Previous#windows} remembered
 * ones that do not overlap with it or with one another. A feature with fewer than {@link Previous#fewest} has none.
 * Remembered are windows that were {@code COMPLETE} at revision 0; a feature is left out of those in which it had
 * {@code NO_DATA}, and where {@link Previous#excludeDrift} says so of those in which it was in {@code DRIFT} or an alert on it
 * stood: what cannot be judged meanwhile is not what it was before.
 */
public final class PastWindows implements HistoryRule {

    private static final String NAME = "previous";

    private final Previous previous;
    private final CellLayout layout;
    private final WindowSpec window;
    private final Map<Integer, CellLayout> chunks = new HashMap<>();

    private PastWindows(Previous previous, CellLayout layout, WindowSpec window) {
        this.previous = previous;
        this.layout = layout;
        this.window = window;
        for (int chunk = 0; chunk < layout.chunks(); chunk++) {
            chunks.put(
                    chunk,
                    CellLayout.of(layout.features().subList(layout.chunkStart(chunk), layout.chunkStart(chunk + 1))));
        }
    }

    /** The past windows of {@code monitor}; empty where it has a reference of its own. */
    static Optional<PastWindows> of(Monitor monitor) {
        return monitor.previous().map(previous -> new PastWindows(previous, monitor.layout(), monitor.window()));
    }

    /**
     * What a window that starts at {@code start} is compared with; empty while no feature has enough windows.
     *
     * @param past the remembered windows in order of their ends
     */
    Optional<Basis> before(long start, int chunk, List<PastWindow> past, String segment) {
        CellLayout cells = layoutOf(chunk);
        List<FeatureReference> features = new ArrayList<>();
        for (int f = 0; f < cells.size(); f++) {
            List<long[]> windows = before(start, f, past);
            features.add(FeatureReference.ofWindows(
                    windows.size() < previous.fewest() ? List.of() : windows,
                    cells.feature(f).binning()));
        }
        long records =
                features.stream().mapToLong(FeatureReference::total).max().orElse(0);
        if (records == 0) {
            return Optional.empty();
        }
        Reference reference = new Reference(
                NAME,
                0,
                Long.MIN_VALUE,
                new Provenance(NAME, 0, 0, 0),
                cells,
                new Population(records, features),
                new TreeMap<>());
        return Optional.of(new Basis(
                new ReferenceName(NAME, 0, reference.digest(), "", segment), VolumeHistory.UNKNOWN, features));
    }

    private List<long[]> before(long start, int feature, List<PastWindow> past) {
        List<long[]> windows = new ArrayList<>();
        long limit = start;
        for (int i = past.size() - 1; i >= 0 && windows.size() < previous.windows(); i--) {
            long[] counts = past.get(i).counts(feature);
            if (counts != null && past.get(i).end() <= limit) {
                windows.add(counts);
                limit = past.get(i).end() - window.size();
            }
        }
        return windows;
    }

    @Override
    public GroupHistory after(GroupHistory before, WindowCounts counts, Verdict verdict, Set<String> alarmed) {
        return toRemember(counts, verdict, alarmed)
                .map(window -> {
                    List<PastWindow> all = new ArrayList<>(before.windows());
                    all.add(window);
                    return new GroupHistory(needed(all), new TreeMap<>());
                })
                .orElse(before);
    }

    /* Empty for nothing. */
    private Optional<PastWindow> toRemember(WindowCounts counts, Verdict verdict, Set<String> alarmed) {
        SortedMap<Integer, long[]> kept = new TreeMap<>();
        boolean isWhole = verdict.completeness() == Completeness.COMPLETE && verdict.revision() == 0;
        CellLayout cells = layoutOf(verdict.part());
        for (int f = 0; isWhole && f < cells.size(); f++) {
            if (isNormal(verdict.features().get(f), alarmed)) {
                kept.put(f, Arrays.copyOfRange(counts.cells(), cells.offset(f), cells.offset(f + 1)));
            }
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(new PastWindow(verdict.end(), kept));
    }

    private boolean isNormal(FeatureVerdict feature, Set<String> alarmed) {
        boolean isDrift = feature.state() == FeatureState.DRIFT || alarmed.contains(feature.feature());
        return feature.n() > feature.missing() && !(previous.excludeDrift() && isDrift);
    }

    /*
     * Those of the past that later windows can need, each with the features for which they can: of every feature the
     * newest, as many as overlapping windows may pass over. The rest is left out.
     */
    private List<PastWindow> needed(List<PastWindow> past) {
        long hops = (window.size() + window.advance() - 1) / window.advance();
        long most = previous.windows() * hops + hops - 1;
        Map<Integer, Long> newer = new HashMap<>();
        List<PastWindow> needed = new ArrayList<>();
        for (int i = past.size() - 1; i >= 0; i--) {
            SortedMap<Integer, long[]> features = past.get(i).features();
            features.keySet().removeIf(feature -> newer.merge(feature, 1L, Long::sum) > most);
            if (!features.isEmpty()) {
                needed.add(0, new PastWindow(past.get(i).end(), features));
            }
        }
        return needed;
    }

    @Override
    public boolean isOwn(GroupHistory history) {
        return history.learned().isEmpty();
    }

    @Override
    public long rememberedFor() {
        return previous.rememberedFor(window.size());
    }

    private CellLayout layoutOf(int chunk) {
        return chunks.getOrDefault(chunk, layout);
    }
}
