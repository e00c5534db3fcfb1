package io.klarion.cli;

import io.klarion.codec.RecordFile;
import io.klarion.report.Screen;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * How far files have been read: a bar with rate and time left on a terminal; else a line now and then, and none for what
 * is done at once.
 */
final class FileProgress implements AutoCloseable {

    private static final long MEGABYTE = 1 << 20;
    private static final long LINE_EVERY = TimeUnit.SECONDS.toNanos(10);
    private static final double NANOS = 1e9;

    private final PrintWriter err;
    private final String what;
    private final long total;
    private final @Nullable ProgressBar bar;
    private final long begun = System.nanoTime();
    private long said = begun;

    private FileProgress(PrintWriter err, String what, long total, @Nullable ProgressBar bar) {
        this.err = err;
        this.what = what;
        this.total = total;
        this.bar = bar;
    }

    static FileProgress of(PrintWriter err, String what, RecordFile file) {
        return of(err, what, file.bytesTotal());
    }

    /**
     * Of so many bytes.
     *
     * @param total 0 when nobody knows
     */
    static FileProgress of(PrintWriter err, String what, long total) {
        err.flush();
        if (!Screen.of(System.getenv()).isTerminal()) {
            return new FileProgress(err, what, total, null);
        }
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(total > 0 ? total : -1)
                .setUnit(" MB", MEGABYTE)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                .showSpeed()
                .build();
        return new FileProgress(err, what, total, bar);
    }

    void at(long bytes) {
        if (bar != null) {
            bar.stepTo(bytes);
        } else if (System.nanoTime() - said > LINE_EVERY) {
            said = System.nanoTime();
            err.println(line(bytes, (said - begun) / NANOS));
            err.flush();
        }
    }

    private String line(long bytes, double seconds) {
        double megabytes = (double) bytes / MEGABYTE;
        String done = total > 0 ? 100 * bytes / total + " %, " : "";
        String left = total > 0 && bytes > 0
                ? String.format(Locale.ROOT, ", %.0f s left", seconds * (total - bytes) / bytes)
                : "";
        return what + " " + done + String.format(Locale.ROOT, "%.0f MB, %.1f MB/s", megabytes, megabytes / seconds)
                + left;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.stepTo(Math.max(bar.getMax(), bar.getCurrent()));
            bar.close();
        }
    }
}
