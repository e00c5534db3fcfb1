package io.klarion.detection;

import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.ReferenceBuilder;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rule may learn from before it judges: the reference of one feature, whole and in its own windows.
 *
 * @param layout the feature's cells
 * @param whole all its records
 * @param parts what is only made for the rules that ask for it
 */
record ReferenceSample(CellLayout layout, Window whole, WindowSpec window, Parts parts) {

    /** What takes time to make. */
    interface Parts {

        /** The records of each whole window of the reference; empty when it is shorter than one. */
        List<Window> chunks();

        /** The product's reference, built with event times. */
        Reference timed();

        /** The same records without event times. */
        Reference untimed();
    }

    /** Parts that are there already. */
    record Made(List<Window> chunks, Reference timed, Reference untimed) implements Parts {}

    /** The sample of records in order of time, {@code perWindow} of them in each window; each has its cell. */
    static ReferenceSample of(CellLayout layout, int[] cells, long[] fine, int perWindow) {
        long[] counts = new long[layout.cells()];
        for (int cell : cells) {
            counts[cell]++;
        }
        return new ReferenceSample(
                layout,
                new Window(counts, fine),
                WindowSpec.tumbling(perWindow, 0),
                new Simulated(layout, cells, perWindow));
    }

    List<Window> chunks() {
        return parts.chunks();
    }

    Reference timed() {
        return parts.timed();
    }

    Reference untimed() {
        return parts.untimed();
    }

    private static final class Simulated implements Parts {

        private final CellLayout layout;
        private final int[] cells;
        private final int perWindow;
        private @Nullable Reference timed;
        private @Nullable Reference untimed;

        Simulated(CellLayout layout, int[] cells, int perWindow) {
            this.layout = layout;
            this.cells = cells;
            this.perWindow = perWindow;
        }

        @Override
        public List<Window> chunks() {
            long[][] chunks = new long[cells.length / perWindow][layout.cells()];
            for (int i = 0; i < chunks.length * perWindow; i++) {
                chunks[i / perWindow][cells[i]]++;
            }
            return Stream.of(chunks).map(chunk -> new Window(chunk, chunk)).toList();
        }

        @Override
        public Reference timed() {
            timed = timed == null ? buildTimed() : timed;
            return timed;
        }

        @Override
        public Reference untimed() {
            untimed = untimed == null ? buildUntimed() : untimed;
            return untimed;
        }

        private Reference buildTimed() {
            ReferenceBuilder builder = builder();
            int whole = cells.length / perWindow * perWindow;
            int[] record = new int[1];
            for (int i = 0; i < cells.length; i++) {
                record[0] = cells[i];
                if (i < whole) {
                    builder.add(i, Segment.ALL, record);
                } else {
                    builder.add(Segment.ALL, record);
                }
            }
            return built(builder);
        }

        private Reference buildUntimed() {
            ReferenceBuilder builder = builder();
            int[] record = new int[1];
            for (int cell : cells) {
                record[0] = cell;
                builder.add(Segment.ALL, record);
            }
            return built(builder);
        }

        private ReferenceBuilder builder() {
            return new ReferenceBuilder(layout, WindowSpec.tumbling(perWindow, 0), Set.of());
        }

        private static Reference built(ReferenceBuilder builder) {
            return builder.build("simulated", 1, "simulation", 0);
        }
    }
}
