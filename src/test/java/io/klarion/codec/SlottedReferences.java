package io.klarion.codec;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.ReferenceBuilder;
import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.SlotKind;
import io.klarion.core.window.WindowSpec;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** References with calendar slots, for tests. */
public final class SlottedReferences {

    private static final long HOUR = 3_600_000;

    private SlottedReferences() {}

    /** Four weeks of forty records an hour; fewer on Sundays, so that those back off. Half of them are of the segment DE. */
    public static Reference weeks(SlotKind kind) {
        return weeks(kind, 1);
    }

    /** The same counted in windows of some hours. */
    public static Reference weeks(SlotKind kind, int hours) {
        CellLayout layout = CellLayout.of(List.of(
                new FeatureCells("income", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 10, 20)),
                new FeatureCells("channel", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("web")))));
        SlotCalendar calendar =
                new SlotCalendar(kind, ZoneId.of("Europe/Berlin"), WindowSpec.tumbling(hours * HOUR, 0));
        Segment de = new Segment(List.of("DE"));
        ReferenceBuilder builder = new ReferenceBuilder(layout, calendar, Set.of(de));
        SplittableRandom random = new SplittableRandom(4);
        long monday = Instant.parse("2026-01-04T23:00:00Z").toEpochMilli();
        for (int hour = 0; hour < 4 * 168; hour++) {
            int records = hour % 168 < 144 ? 100 : 10;
            for (int i = 0; i < records; i++) {
                builder.add(monday + hour * HOUR + i, i % 2 == 0 ? de : new Segment(List.of("FR")), new int[] {
                    random.nextInt(1, 4), random.nextInt(4)
                });
            }
        }
        return builder.build("weeks", 1, "weeks.jsonl", 0);
    }
}
