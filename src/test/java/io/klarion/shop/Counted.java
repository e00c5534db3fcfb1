package io.klarion.shop;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a window holds: its records, and those of each cell that is not empty, as {@code feature/cell}.
 *
 * @param records how many
 * @param cells how many in each cell
 */
public record Counted(long records, SortedMap<String, Long> cells) {

    public static final Counted NOTHING = new Counted(0, new TreeMap<>());

    public static Counted of(Verdict verdict) {
        SortedMap<String, Long> cells = new TreeMap<>();
        for (FeatureVerdict feature : verdict.features()) {
            for (CellVerdict cell : feature.cells()) {
                if (cell.count() > 0) {
                    cells.put(feature.feature() + "/" + cell.cell(), cell.count());
                }
            }
        }
        return new Counted(verdict.records(), cells);
    }

    public Counted plus(ShopRecord record) {
        SortedMap<String, Long> more = new TreeMap<>(cells);
        more.merge("amount/" + record.amountCell(), 1L, Long::sum);
        more.merge("kind/" + record.kindCell(), 1L, Long::sum);
        return new Counted(records + 1, more);
    }

    /** How many records it holds that the other one lacks: the most that one of its features shows. */
    public long excessOver(Counted other) {
        Map<String, Long> byFeature = new HashMap<>();
        cells.forEach((cell, count) -> {
            long more = count - other.cells.getOrDefault(cell, 0L);
            byFeature.merge(cell.substring(0, cell.indexOf('/')), Math.max(0, more), Long::sum);
        });
        long most = byFeature.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return Math.max(most, records - other.records);
    }
}
