package io.klarion.core.protocol;

import io.klarion.core.window.WindowSpec;
import java.util.List;

/** How a monitor takes up its windows: anew, where it left them, or after another generation of itself. */
final class Beginning {

    private final MonitorState own;
    private final Stage2Output out;

    Beginning(MonitorState own, Stage2Output out) {
        this.own = own;
        this.out = out;
    }

    /** Begins; {@code known} are the partitions of its topics, as they were known when the state was left. */
    void begin(List<PartitionMark> known) {
        own.forgetForeignHistory();
        if (own.rows().progress(own.monitor().name()) == null) {
            startAfter(Watermarks.furthest(known));
        } else if (own.progress().generation().equals(own.monitor().generation())) {
            own.openStoredPanes();
        } else {
            startNewGeneration();
        }
    }

    /* A monitor that joins a stream which has come this far has missed what was read before. */
    private void startAfter(long watermark) {
        ProgressRow progress = own.progress();
        own.keep(
                watermark == WindowSpec.NO_WATERMARK
                        ? progress
                        : progress.incompleteUntil(own.lastEndOf(
                                watermark + own.monitor().eventTime().outOfOrderness())));
    }

    /* Counts of different generations are never added: those of the old one are dropped and what they touch is
     * flagged, rather than judged by the wrong cells. That includes the counts of closed windows, which are gone
     * already. The new windows go on where the old ones stopped, on their own grid. */
    private void startNewGeneration() {
        WindowSpec window = own.window();
        ProgressRow old = own.progress();
        ProgressRow fresh = ProgressRow.start(own.monitor().generation(), window.pane())
                .incompleteUntil(old.incompleteUntil())
                .withSuspect(old.suspect());
        if (old.hasClosed()) {
            fresh = fresh.closed(window.lastClosable(old.lastClosedEnd() + window.grace()))
                    .unknownUntil(old.unknownUntil())
                    .incompleteUntil(own.lastEndOf(old.lastClosedEnd() - 1));
        }
        long[] until = {fresh.incompleteUntil()};
        own.rows().eachPaneKey(own.monitor().name(), (key, row) -> {
            until[0] = Math.max(until[0], own.lastEndOf(key.pane() + old.pane() - 1));
            out.anomaly(Stage2Output.Anomaly.OTHER_GENERATION, own.monitor().name(), row.records());
            own.rows().removePane(key);
        });
        own.forgetGroups();
        own.keep(fresh.incompleteUntil(until[0]));
    }
}
