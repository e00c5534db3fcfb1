package io.klarion.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How cost grows, as small pictures side by side: above the CPU time of a record, below the memory that its counts hold. Both
 * axes are logarithmic, with a line at each power of ten; the title tells the slope of the straight line that fits best, that is,
 * the power by which cost grows.
 */
final class GrowthChart {

    private static final int PANEL = 230;
    private static final int COLUMNS = 4;
    private static final int HIGH = 170;
    private static final int LEFT = 52;
    private static final int TOP = 70;
    private static final int WIDE = 158;
    private static final int TALL = 96;

    /**
     * One measurement.
     *
     * @param value of what grows, at least 1
     * @param micros CPU time of a record
     * @param kilobytes that its counts hold
     */
    record Point(int value, double micros, double kilobytes) {}

    private record Panel(String what, String unit, List<Point> points, ToDoubleFunction<Point> of) {

        double lowest() {
            return Math.floor(Math.log10(points.stream().mapToDouble(of).min().orElse(1)));
        }

        double highest() {
            return Math.max(
                    lowest() + 1,
                    Math.ceil(Math.log10(points.stream().mapToDouble(of).max().orElse(1))));
        }

        double widest() {
            return Math.max(
                    1, Math.log10(points.stream().mapToInt(Point::value).max().orElse(10)));
        }

        /* By least squares over the logarithms. */
        double slope() {
            double x = points.stream()
                    .mapToDouble(point -> Math.log(point.value()))
                    .average()
                    .orElse(0);
            double y = points.stream()
                    .mapToDouble(point -> Math.log(of.applyAsDouble(point)))
                    .average()
                    .orElse(0);
            double both = 0;
            double square = 0;
            for (Point point : points) {
                double distance = Math.log(point.value()) - x;
                both += distance * (Math.log(of.applyAsDouble(point)) - y);
                square += distance * distance;
            }
            return both / square;
        }
    }

    private GrowthChart() {}

    /** Writes the picture of these curves, each of two points or more. */
    static void write(Path file, Map<String, List<Point>> curves) throws IOException {
        List<Panel> panels = new ArrayList<>();
        curves.forEach((what, points) -> {
            panels.add(new Panel(what, "\u00b5s a record", points, Point::micros));
            panels.add(new Panel(what, "kB held", points, point -> Math.max(1, point.kilobytes())));
        });
        int columns = Math.min(COLUMNS, curves.size());
        int bands = (curves.size() + columns - 1) / columns;
        try (SvgPicture picture = new SvgPicture(file, columns * PANEL + 20, bands * 2 * HIGH + 20)) {
            for (int i = 0; i < panels.size(); i++) {
                int curve = i / 2;
                int band = 2 * (curve / columns) + i % 2;
                draw(picture, panels.get(i), curve % columns * PANEL + LEFT, band * HIGH + TOP - 20);
            }
        }
    }

    private static void draw(SvgPicture picture, Panel panel, int left, int top) throws IOException {
        picture.text(left - 40, top - 31, "start", SvgPicture.INK, panel.what());
        picture.text(
                left - 40,
                top - 15,
                "start",
                SvgPicture.GREY,
                String.format(Locale.ROOT, "%s, slope %.2f", panel.unit(), panel.slope()));
        double perX = WIDE / panel.widest();
        double perY = TALL / (panel.highest() - panel.lowest());
        for (int power = 0; power <= panel.widest(); power++) {
            double x = left + power * perX;
            picture.line(x, top, x, top + TALL, SvgPicture.GREY, 0.3);
            picture.text(x, top + TALL + 15, "middle", SvgPicture.GREY, power(power));
        }
        for (double power = panel.lowest(); power <= panel.highest(); power++) {
            double y = top + (panel.highest() - power) * perY;
            picture.line(left, y, left + WIDE, y, SvgPicture.GREY, 0.3);
            picture.text(left - 6, y + 4, "end", SvgPicture.GREY, power((int) power));
        }
        double fromX = 0;
        double fromY = 0;
        for (int i = 0; i < panel.points().size(); i++) {
            Point point = panel.points().get(i);
            double x = left + Math.log10(point.value()) * perX;
            double y = top + (panel.highest() - Math.log10(panel.of().applyAsDouble(point))) * perY;
            if (i > 0) {
                picture.line(fromX, fromY, x, y, SvgPicture.OWN, 1);
            }
            picture.dot(x, y, 3, SvgPicture.OWN);
            fromX = x;
            fromY = y;
        }
    }

    /* 0.1, 1, 10, 100, 1k, 10k … */
    private static String power(int power) {
        if (power < 0) {
            return String.format(Locale.ROOT, "%." + -power + "f", Math.pow(10, power));
        }
        String zeros = "0".repeat(power % 3);
        return "1" + zeros
                + switch (power / 3) {
                    case 0 -> "";
                    case 1 -> "k";
                    case 2 -> "M";
                    default -> "G";
                };
    }
}
