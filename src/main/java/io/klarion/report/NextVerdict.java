package io.klarion.report;

import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.Stage2;
import io.klarion.core.window.WindowSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** When the next verdict of one monitor is due and which source partitions hold it back; single-threaded. */
final class NextVerdict {

    private static final int LISTED = 8;

    private final long grace;
    private final Map<Integer, Stage2.Waiting> tasks = new TreeMap<>();

    NextVerdict(long grace) {
        this.grace = grace;
    }

    /** What the task of one internal partition waits for now. */
    void update(int task, Stage2.Waiting waiting) {
        tasks.put(task, waiting);
    }

    /** Whether it is known which window closes next. */
    boolean isKnown() {
        return next().isPresent();
    }

    /** One sentence, such as {@code next verdict when loans-1 passes 12:05:30 (is at 12:03:10)}. */
    String text() {
        return next().map(this::text).orElse("waiting for the first record");
    }

    /** The other partitions that hold it back, slowest first, with their watermarks; empty for none. */
    String others() {
        List<PartitionMark> behind = next().map(this::behind).orElse(List.of());
        List<PartitionMark> others = behind.subList(Math.min(1, behind.size()), behind.size());
        String listed = others.stream()
                .limit(LISTED)
                .map(mark -> name(mark) + " " + standing(mark))
                .collect(Collectors.joining(", "));
        return others.size() <= LISTED ? listed : listed + " and " + (others.size() - LISTED) + " more";
    }

    private Optional<Stage2.Waiting> next() {
        return tasks.values().stream()
                .filter(waiting -> waiting.expectedEnd() != WindowSpec.NO_WATERMARK)
                .min(Comparator.comparing(Stage2.Waiting::expectedEnd));
    }

    private String text(Stage2.Waiting waiting) {
        List<PartitionMark> behind = behind(waiting);
        if (behind.isEmpty()) {
            return waiting.partitions().stream().allMatch(NextVerdict::isFinished)
                    ? "all input has been read"
                    : "next verdict is due now";
        }
        String slowest = name(behind.get(0));
        String needed = Figures.time(waiting.expectedEnd() + grace);
        return behind.size() == 1
                ? "next verdict when " + slowest + " passes " + needed + " (" + standing(behind.get(0)) + ")"
                : "next verdict when " + behind.size() + " partitions pass " + needed + " (" + slowest + " "
                        + standing(behind.get(0)) + ")";
    }

    private List<PartitionMark> behind(Stage2.Waiting waiting) {
        return waiting.partitions().stream()
                .filter(mark -> mark.status() == PartitionMark.Status.ACTIVE)
                .filter(mark -> mark.watermark() < waiting.expectedEnd() + grace)
                .sorted(Comparator.comparing(PartitionMark::watermark).thenComparing(PartitionMark::partition))
                .toList();
    }

    private static boolean isFinished(PartitionMark mark) {
        return mark.status() == PartitionMark.Status.FINISHED;
    }

    private static String name(PartitionMark mark) {
        return PrintableText.of(mark.partition().toString());
    }

    private static String standing(PartitionMark mark) {
        return mark.watermark() == WindowSpec.NO_WATERMARK
                ? "has no records yet"
                : "is at " + Figures.time(mark.watermark());
    }
}
