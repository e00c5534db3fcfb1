package io.klarion.detection;

import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.ReferenceBuilder;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Set;

/**
 * What a rule may learn from before it judges: the reference of one feature, whole and in its own windows.
 *
 * @param layout the feature's cells
 * @param whole all its records
 * @param chunks the records of each whole window of the reference; empty when it is shorter than one
 * @param timed the product's reference, built with event times
 * @param untimed the same records without event times
 */
record ReferenceSample(
        CellLayout layout, Window whole, List<Window> chunks, WindowSpec window, Reference timed, Reference untimed) {

    /** The sample of records in order of time, {@code perWindow} of them in each window; each has its cell. */
    static ReferenceSample of(CellLayout layout, int[] cells, long[] fine, int perWindow) {
        WindowSpec window = WindowSpec.tumbling(perWindow, 0);
        ReferenceBuilder timed = new ReferenceBuilder(layout, window, Set.of());
        ReferenceBuilder untimed = new ReferenceBuilder(layout, window, Set.of());
        long[] counts = new long[layout.cells()];
        int whole = cells.length / perWindow;
        long[][] chunks = new long[whole][layout.cells()];
        int[] record = new int[1];
        for (int i = 0; i < cells.length; i++) {
            record[0] = cells[i];
            counts[cells[i]]++;
            untimed.add(Segment.ALL, record);
            if (i < whole * perWindow) {
                chunks[i / perWindow][cells[i]]++;
                timed.add(i, Segment.ALL, record);
            } else {
                timed.add(Segment.ALL, record);
            }
        }
        return new ReferenceSample(
                layout,
                new Window(counts, fine),
                List.of(chunks).stream().map(chunk -> new Window(chunk, chunk)).toList(),
                window,
                timed.build("simulated", 1, "simulation", 0),
                untimed.build("simulated", 1, "simulation", 0));
    }
}
