package io.klarion.core.monitor;

import io.klarion.core.detect.ReferenceName;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Reference;
import io.klarion.core.window.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The references of a monitor, several versions of each. References with the same id are versions of one; a window uses
 * the version with the greatest effective time at or before its start, of equal ones the last in the list. Immutable;
 * digests are computed once.
 */
final class VersionedReferences implements References {

    private final CellLayout layout;
    private final boolean isSegmented;
    private final Map<String, List<Version>> versions = new LinkedHashMap<>();

    private record Version(Reference reference, String digest) {}

    VersionedReferences(Monitor monitor) {
        this.layout = monitor.layout();
        this.isSegmented = !monitor.segmentBy().isEmpty();
        for (Reference reference : monitor.references()) {
            versions.computeIfAbsent(reference.id(), id -> new ArrayList<>())
                    .add(new Version(reference, reference.digest()));
        }
    }

    @Override
    public List<Basis> inForce(Segment segment, long start, int chunk) {
        List<Basis> bases = new ArrayList<>();
        for (List<Version> named : versions.values()) {
            at(start, named).ifPresent(version -> bases.add(basis(version, segment, start, chunk)));
        }
        return bases;
    }

    private static Optional<Version> at(long start, List<Version> versions) {
        Optional<Version> best = Optional.empty();
        for (Version version : versions) {
            long from = version.reference().effectiveFrom();
            boolean isOlder = best.filter(known -> known.reference().effectiveFrom() > from)
                    .isPresent();
            best = from <= start && !isOlder ? Optional.of(version) : best;
        }
        return best;
    }

    private Basis basis(Version version, Segment segment, long start, int chunk) {
        Reference reference = version.reference();
        Reference.Chosen chosen = reference.at(segment, start);
        String slot = reference.calendar().isEmpty()
                ? ""
                : chosen.slot().map(Slot::key).orElse(ReferenceName.POOLED);
        String own = chosen.isOwn() ? ReferenceName.OWN : ReferenceName.POOLED;
        return new Basis(
                new ReferenceName(reference.id(), reference.version(), version.digest(), slot, isSegmented ? own : ""),
                reference.volumeOf(segment),
                chosen.population().features().subList(layout.chunkStart(chunk), layout.chunkStart(chunk + 1)));
    }
}
