package io.klarion.cli;

import io.klarion.report.Figures;
import io.klarion.report.Screen;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How many records of a range of a topic are read: a bar on a terminal, else a line now and then. */
final class TopicProgress implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final long total;
    private final @Nullable ProgressBar bar;
    private long told = System.nanoTime();

    private TopicProgress(PrintWriter err, long total, @Nullable ProgressBar bar) {
        this.err = err;
        this.total = total;
        this.bar = bar;
    }

    /** Progress towards so many offsets, some of which may hold no record. */
    static TopicProgress of(PrintWriter err, String what, long total) {
        err.flush();
        if (!Screen.of(System.getenv()).isTerminal()) {
            return new TopicProgress(err, total, null);
        }
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(total)
                .setUnit(" k records", 1_000)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                .showSpeed()
                .build();
        return new TopicProgress(err, total, bar);
    }

    void at(long records) {
        if (bar != null) {
            bar.stepTo(Math.min(records, total));
        } else if (System.nanoTime() - told > EVERY.toNanos()) {
            told = System.nanoTime();
            err.println("read " + Figures.count(records) + " of " + Figures.count(total) + " records");
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
