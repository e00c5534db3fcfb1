package io.klarion.core.reference;

import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.Segment;
import io.klarion.core.window.Slot;
import io.klarion.core.window.SlotCalendar;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What windows are compared with: one version of a named set of counts over a {@link CellLayout}.
 *
 * @param id the reference's name
 * @param version rising from 1
 * @param effectiveFrom the event time from which windows use this version; {@link Long#MIN_VALUE} for always
 * @param provenance where it comes from
 * @param layout the features and their cells
 * @param calendar by which slots the populations are counted too; empty for none
 * @param pooled the counts of all records
 * @param segments the counts of single segments, where they were kept
 */
public record Reference(
        String id,
        int version,
        long effectiveFrom,
        Provenance provenance,
        CellLayout layout,
        Optional<SlotCalendar> calendar,
        Population pooled,
        SortedMap<Segment, Population> segments) {

    public Reference {
        segments = new TreeMap<>(segments);
        check(layout, calendar, pooled);
        segments.values().forEach(population -> check(layout, calendar, population));
    }

    /** A reference without calendar. */
    public Reference(
            String id,
            int version,
            long effectiveFrom,
            Provenance provenance,
            CellLayout layout,
            Population pooled,
            SortedMap<Segment, Population> segments) {
        this(id, version, effectiveFrom, provenance, layout, Optional.empty(), pooled, segments);
    }

    /**
     * The same for the features of another layout.
     *
     * @return empty when one of them is not among this reference's, or has other cells
     */
    public Optional<Reference> over(CellLayout other) {
        List<Integer> positions = new ArrayList<>();
        for (FeatureCells wanted : other.features()) {
            OptionalInt position = layout.indexOf(wanted.name());
            if (position.isEmpty() || !layout.feature(position.getAsInt()).equals(wanted)) {
                return Optional.empty();
            }
            positions.add(position.getAsInt());
        }
        return Optional.of(only(positions));
    }

    /**
     * The features whose location and scale are not judged, in one segment at least, only because nothing says how much they
     * {@linkplain Wander wander}: those of a file that was built before that was asked.
     */
    public List<String> lackingWander() {
        List<Population> populations = new ArrayList<>(segments.values());
        populations.add(pooled);
        return IntStream.range(0, layout.size())
                .filter(f -> populations.stream()
                        .anyMatch(each -> each.lacksWander(f, layout.feature(f).binning())))
                .mapToObj(f -> layout.feature(f).name())
                .toList();
    }

    /** The same as another version, which takes effect at an event time. */
    public Reference as(int otherVersion, long from) {
        return new Reference(id, otherVersion, from, provenance, layout, calendar, pooled, segments);
    }

    /** The same with these features of all records. */
    public Reference withPooled(List<FeatureReference> features) {
        return new Reference(
                id,
                version,
                effectiveFrom,
                provenance,
                layout,
                calendar,
                new Population(pooled.records(), features, pooled.volume(), pooled.slots()),
                segments);
    }

    /** The counts of {@code segment}, or of all records where that segment has none of its own. */
    public Population populationOf(Segment segment) {
        return segments.getOrDefault(segment, pooled);
    }

    /** How many records the windows of {@code segment} hold; unknown where it has no counts of its own. */
    public VolumeHistory volumeOf(Segment segment) {
        if (segment.equals(Segment.ALL)) {
            return pooled.volume();
        }
        Population own = segments.get(segment);
        return own == null ? VolumeHistory.UNKNOWN : own.volume();
    }

    /** What the window of {@code segment} that starts at {@code start} is compared with. */
    public Chosen at(Segment segment, long start) {
        Population population = populationOf(segment);
        boolean isOwn = segments.containsKey(segment);
        if (calendar.isEmpty()) {
            return new Chosen(population, isOwn, Optional.empty());
        }
        for (Slot slot : calendar.get().slots(start)) {
            Population counted = population.slots().get(slot);
            if (counted != null) {
                return new Chosen(counted, isOwn, Optional.of(slot));
            }
        }
        return new Chosen(population, isOwn, Optional.empty());
    }

    /**
     * The counts that are used for one window.
     *
     * @param population the counts
     * @param isOwn whether they are those of the window's segment alone
     * @param slot the calendar slot they are of; empty for all times
     */
    public record Chosen(Population population, boolean isOwn, Optional<Slot> slot) {}

    /** The same under another name. */
    public Reference as(String name) {
        return new Reference(name, version, effectiveFrom, provenance, layout, calendar, pooled, segments);
    }

    /** The same of the features at these places only, in this order. */
    public Reference only(List<Integer> places) {
        CellLayout fewer = CellLayout.of(places.stream().map(layout::feature).toList());
        SortedMap<Segment, Population> own = new TreeMap<>();
        segments.forEach((segment, population) -> own.put(segment, population.only(places)));
        return new Reference(id, version, effectiveFrom, provenance, fewer, calendar, pooled.only(places), own);
    }

    /** SHA-256 of cells and counts, written {@code sha256:…}: equal exactly when two references compare alike. */
    public String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(layout.digest().getBytes(StandardCharsets.UTF_8));
            calendar.ifPresent(by -> sha.update(by.toString().getBytes(StandardCharsets.UTF_8)));
            add(sha, pooled);
            for (Map.Entry<Segment, Population> segment : segments.entrySet()) {
                add(sha, segment.getKey());
                add(sha, segment.getValue());
            }
            return "sha256:" + HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /* A line of its own, and each value with its length: no two lists of values give the same bytes. */
    private static void add(MessageDigest sha, Segment segment) {
        sha.update((byte) '\n');
        for (String value : segment.values()) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            sha.update(bytes);
        }
        sha.update((byte) '\n');
    }

    private static void add(MessageDigest sha, Population population) {
        StringBuilder text = new StringBuilder().append(population.records());
        if (population.volume().isKnown()) {
            text.append(population.volume());
        }
        for (FeatureReference feature : population.features()) {
            text.append('|')
                    .append(feature.effective())
                    .append('~')
                    .append(feature.dispersion().rho())
                    .append('~')
                    .append(feature.dispersion().spread())
                    .append('~')
                    .append(feature.dispersion().windows());
            feature.dispersion().wander().ifPresent(text::append);
            for (long count : feature.counts()) {
                text.append(',').append(count);
            }
            feature.heldOut()
                    .ifPresent(windows ->
                            text.append('^').append(windows.windows()).append(windows.levels()));
        }
        sha.update(text.toString().getBytes(StandardCharsets.UTF_8));
        population.slots().forEach((slot, counts) -> {
            sha.update(("\n" + slot.key() + "\n").getBytes(StandardCharsets.UTF_8));
            add(sha, counts);
        });
    }

    private static void check(CellLayout layout, Optional<SlotCalendar> calendar, Population population) {
        population.slots().forEach((slot, counts) -> {
            boolean isKnown = calendar.filter(by -> by.kind().chain().contains(slot.kind()))
                    .isPresent();
            if (!isKnown || !counts.slots().isEmpty()) {
                throw new IllegalArgumentException(
                        "slots: must be of the reference's calendar, without slots of their own, was " + slot.key());
            }
            check(layout, calendar, counts);
            requireSharedDispersion(population, slot, counts);
        });
        if (population.features().size() != layout.size()) {
            throw new IllegalArgumentException("features: must have counts for all " + layout.size()
                    + " features of the layout, was " + population.features().size());
        }
        for (int f = 0; f < layout.size(); f++) {
            int cells = layout.feature(f).binning().cells();
            int counts = population.features().get(f).counts().length;
            if (counts != cells) {
                throw new IllegalArgumentException("feature "
                        + layout.feature(f).name() + ": must have " + cells + " counts, one a cell, was " + counts);
            }
        }
    }

    private static void requireSharedDispersion(Population population, Slot slot, Population counts) {
        Slot first = population.slots().keySet().stream()
                .filter(other -> other.kind() == slot.kind())
                .findFirst()
                .orElse(slot);
        if (!dispersions(population.slots().getOrDefault(first, counts)).equals(dispersions(counts))) {
            throw new IllegalArgumentException(
                    "slots: must have the dispersion of the other slots of their kind, was another for " + slot.key());
        }
    }

    private static List<Dispersion> dispersions(Population population) {
        return population.features().stream().map(FeatureReference::dispersion).toList();
    }
}
