package io.klarion.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a million records cost, a bar for each variant and a dot for each run: an SVG picture. The axis is cut at half
 * above the dearest variant but the naive one, which is an order of magnitude away; a bar that is cut says so.
 */
final class CostChart {

    private static final int WIDTH = 900;
    private static final int LEFT = 360;
    private static final int RIGHT = 90;
    private static final int TOP = 64;
    private static final int ROW = 34;
    private static final double ABOVE = 1.5;
    private static final double MOST_TICKS = 12;
    private static final String CUT = " (the bar is cut)";

    private final SvgPicture picture;
    private final double scale;
    private final double end;

    private CostChart(SvgPicture picture, double end) {
        this.picture = picture;
        this.end = end;
        this.scale = (WIDTH - LEFT - RIGHT) / end;
    }

    /** Writes the picture of these figures. */
    static void write(Path file, List<Figures> figures) throws IOException {
        double dearest = figures.stream()
                .filter(each -> !each.variant().equals(Variant.NAIVE.key()))
                .mapToDouble(Figures::cpuSecondsPerMillion)
                .max()
                .orElseGet(() -> figures.get(0).cpuSecondsPerMillion());
        int height = TOP + ROW * figures.size() + 40;
        try (SvgPicture picture = new SvgPicture(file, WIDTH, height)) {
            new CostChart(picture, dearest * ABOVE).draw(figures);
        }
    }

    private void draw(List<Figures> figures) throws IOException {
        picture.text(16, 26, "start", SvgPicture.INK, "CPU seconds for a million records");
        picture.text(
                16,
                46,
                "start",
                SvgPicture.GREY,
                "bars are medians, dots the runs; up to %,d records each"
                        .formatted(figures.get(0).records()));
        for (int i = 0; i < figures.size(); i++) {
            row(figures.get(i), TOP + i * ROW);
        }
        axis(TOP + ROW * figures.size());
    }

    private void row(Figures figures, int y) throws IOException {
        double cost = figures.cpuSecondsPerMillion();
        picture.text(LEFT - 10, y + 19, "end", SvgPicture.INK, name(figures));
        double shown = Math.min(cost, end);
        picture.rectangle(
                LEFT, y + 5, shown * scale, ROW - 12, figures.variant().equals("E") ? SvgPicture.OWN : "#c3ccd4");
        for (double run : figures.runs()) {
            if (run <= end) {
                picture.dot(LEFT + run * scale, y + ROW / 2.0 - 1, 2.5, SvgPicture.INK);
            }
        }
        double most = figures.runs().stream()
                .mapToDouble(Double::doubleValue)
                .filter(run -> run <= end)
                .max()
                .orElse(shown);
        boolean isCut = cost > end;
        String value = String.format(Locale.ROOT, "%.2f", cost) + (isCut ? CUT : "");
        double at = LEFT + Math.max(shown, most) * scale;
        picture.text(isCut ? at - 8 : at + 8, y + 19, isCut ? "end" : "start", SvgPicture.INK, value);
    }

    private void axis(int y) throws IOException {
        int step = Math.max(1, (int) Math.ceil(end / MOST_TICKS));
        for (int tick = 0; tick <= end; tick += step) {
            double x = LEFT + tick * scale;
            picture.line(x, TOP, x, y, SvgPicture.GREY, 0.3);
            picture.text(x, y + 18, "middle", SvgPicture.GREY, Integer.toString(tick));
        }
    }

    /* What follows a comma is for the table; only E runs in more than one way. */
    private static String name(Figures figures) {
        String what = figures.variant() + "  " + figures.what().split(",", 2)[0];
        return figures.variant().equals("E")
                ? what + ", " + figures.guarantee() + ", " + figures.threads()
                        + (figures.threads() == 1 ? " thread" : " threads")
                : what;
    }
}
