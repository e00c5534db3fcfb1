package io.klarion.cli;

import io.klarion.codec.RecordFile;
import io.klarion.report.Screen;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a file has been read: a bar with rate and time left on a terminal, else nothing until the end. */
final class FileProgress implements AutoCloseable {

    private static final long MEGABYTE = 1 << 20;

    private final @Nullable ProgressBar bar;

    private FileProgress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static FileProgress of(PrintWriter err, String what, RecordFile file) {
        err.flush();
        if (!Screen.of(System.getenv()).isTerminal()) {
            return new FileProgress(null);
        }
        return new FileProgress(new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(file.bytesTotal())
                .setUnit(" MB", MEGABYTE)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                .showSpeed()
                .build());
    }

    void at(long bytes) {
        if (bar != null) {
            bar.stepTo(bytes);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.stepTo(bar.getMax());
            bar.close();
        }
    }
}
