package io.klarion.codec;

import io.klarion.codec.ReferenceFile.Calendar;
import io.klarion.codec.ReferenceFile.Counted;
import io.klarion.codec.ReferenceFile.FeatureSpread;
import io.klarion.codec.ReferenceFile.SlotCounts;
import io.klarion.codec.ReferenceFile.Windows;
import io.klarion.codec.ReferenceFile.Within;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.window.Slot;
import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.SlotKind;
import io.klarion.core.window.WindowSpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The calendar slots of a reference and the shape they have in its file; messages name what does not fit. */
final class SlotShapes {

    private SlotShapes() {}

    static Calendar shape(SlotCalendar calendar) {
        WindowSpec window = calendar.window();
        return new Calendar(
                calendar.kind().key(),
                calendar.zone().getId(),
                new Windows(
                        Duration.ofMillis(window.size()),
                        Duration.ofMillis(window.advance()),
                        Instant.ofEpochMilli(window.origin())));
    }

    static SlotCalendar calendar(Calendar shape) {
        SlotKind kind = SlotKind.parse(shape.slots())
                .filter(SlotKind.CHOICES::contains)
                .orElseThrow(() -> new IllegalArgumentException(
                        "calendar.slots: must be hour-of-day, day-of-week or hour-of-week, was " + shape.slots()));
        try {
            Windows window = shape.window();
            return new SlotCalendar(
                    kind,
                    ZoneId.of(shape.timeZone()),
                    new WindowSpec(
                            window.size().toMillis(),
                            window.advance().toMillis(),
                            0,
                            window.origin().toEpochMilli()));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "calendar.time_zone: must be a time zone such as Europe/Berlin, was " + shape.timeZone(), e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("calendar.window: must be in milliseconds, was longer", e);
        }
    }

    /* Slots of one kind have their dispersion in common. */
    static List<Within> dispersions(CellLayout layout, SortedMap<Slot, Population> slots) {
        SortedMap<SlotKind, Population> firsts = new TreeMap<>();
        slots.forEach((slot, population) -> firsts.putIfAbsent(slot.kind(), population));
        List<Within> dispersions = new ArrayList<>();
        firsts.forEach((kind, population) -> {
            List<FeatureSpread> features = new ArrayList<>();
            for (int f = 0; f < layout.size(); f++) {
                features.add(new FeatureSpread(
                        layout.feature(f).name(),
                        ReferenceWriter.spread(population.features().get(f).dispersion())));
            }
            dispersions.add(new Within(kind.key(), features));
        });
        return dispersions;
    }

    static List<SlotCounts> counts(SortedMap<Slot, Population> slots) {
        List<SlotCounts> counts = new ArrayList<>();
        slots.forEach((slot, population) -> counts.add(new SlotCounts(
                slot.key(),
                population.records(),
                population.features().stream().map(FeatureReference::effective).toList(),
                population.features().stream()
                        .map(feature -> Arrays.stream(feature.counts()).boxed().toList())
                        .toList())));
        return counts;
    }

    static SortedMap<Slot, Population> slots(CellLayout layout, Counted counted) {
        List<Within> within = counted.dispersionWithin() == null ? List.of() : counted.dispersionWithin();
        List<SlotCounts> all = counted.slots() == null ? List.of() : counted.slots();
        Map<String, List<Dispersion>> dispersions = new HashMap<>();
        within.forEach(kind -> dispersions.put(kind.slots(), dispersions(layout, kind)));
        SortedMap<Slot, Population> slots = new TreeMap<>();
        for (SlotCounts one : all) {
            Slot slot = Slot.parse(one.slot())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "slots[].slot: must be a slot such as mon-13, was " + one.slot()));
            List<Dispersion> shared = dispersions.get(slot.kind().key());
            if (shared == null || slots.put(slot, population(layout, one, shared)) != null) {
                throw new IllegalArgumentException("slots[].slot: must be there once, with dispersion_within "
                        + slot.kind().key() + ", was " + one.slot());
            }
        }
        return slots;
    }

    private static List<Dispersion> dispersions(CellLayout layout, Within within) {
        List<String> names = within.features().stream().map(FeatureSpread::name).toList();
        if (!names.equals(layout.features().stream().map(cells -> cells.name()).toList())) {
            throw new IllegalArgumentException(
                    "dispersion_within[].features: must be those of the cells, was " + names);
        }
        return within.features().stream()
                .map(feature -> ReferenceReader.dispersion(feature.dispersion()))
                .toList();
    }

    private static Population population(CellLayout layout, SlotCounts one, List<Dispersion> dispersions) {
        if (one.effective().size() != layout.size() || one.counts().size() != layout.size()) {
            throw new IllegalArgumentException("slots[]: must have all " + layout.size() + " features, was "
                    + one.effective().size() + " and " + one.counts().size() + " for " + one.slot());
        }
        List<FeatureReference> features = new ArrayList<>();
        for (int f = 0; f < layout.size(); f++) {
            features.add(new FeatureReference(
                    one.counts().get(f).stream().mapToLong(Long::longValue).toArray(),
                    one.effective().get(f),
                    dispersions.get(f)));
        }
        return new Population(one.records(), features);
    }
}
