package io.klarion.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The price of a record at stage 1 as one thing grows and all else stays; prints tables, writes
 * {@code growth.csv} and a picture of it, {@code cost.svg}. */
class HowCostGrows {

    private final List<String> rows = new ArrayList<>(
            List.of("what,value,record_bytes,cpu_nanos_per_record,allocated_bytes_per_record,drain_micros,held_bytes"));
    private final Map<String, List<GrowthChart.Point>> curves = new LinkedHashMap<>();

    @Test
    void everyThingThatGrows() throws IOException {
        for (int fields : new int[] {10, 30, 100, 300, 1000, 3000, 10_000}) {
            row("fields, all monitored", fields, Workload.USUAL.withFields(fields, fields));
        }
        for (int monitored : new int[] {1, 5, 10, 25, 50}) {
            row("monitored of 50 fields", monitored, Workload.USUAL.withFields(50, monitored));
        }
        for (int cells : new int[] {2, 10, 20, 50, 100, 200, 1000}) {
            row("cells of a feature", cells, Workload.USUAL.withCells(cells));
        }
        for (int segments : new int[] {1, 10, 100, 1000, 10_000}) {
            row("segments", segments, Workload.USUAL.withSegments(segments));
        }
        for (int categories : new int[] {10, 100, 1000, 10_000}) {
            row("categories, all known", categories, Workload.USUAL.withCells(categories));
        }
        for (int values : new int[] {20, 100, 1000, 10_000, 100_000}) {
            row("texts, 20 of them known", values, Workload.USUAL.withValues(values));
        }
        for (int overlaps : new int[] {1, 5, 15, 60}) {
            row("windows a record is in", overlaps, Workload.USUAL.withOverlaps(overlaps));
        }
        Path file = BenchmarkDirectory.made(BenchmarkDirectory.named("target/benchmark"))
                .resolve("growth.csv");
        Files.write(file, rows);
        GrowthChart.write(file.resolveSibling("cost.svg"), curves);
    }

    private void row(String what, int value, Workload workload) {
        StageOneCost cost = StageOneCost.of(workload);
        rows.add(String.format(
                Locale.ROOT,
                "%s,%d,%.0f,%.0f,%.2f,%.1f,%d",
                what.replace(",", ""),
                value,
                cost.recordBytes(),
                cost.cpuNanos(),
                cost.allocatedBytes(),
                cost.drainNanos() / 1000,
                cost.heldBytes()));
        curves.computeIfAbsent(what, any -> new ArrayList<>())
                .add(new GrowthChart.Point(value, cost.cpuNanos() / 1000, cost.heldBytes() / 1024.0));
        System.out.println(rows.get(rows.size() - 1));
    }
}
