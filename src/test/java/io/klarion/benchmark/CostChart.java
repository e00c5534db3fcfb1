package io.klarion.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

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
    private static final String GREY = "#8a94a0";
    private static final String OWN = "#1f6f8b";
    private static final String CUT = " (the bar is cut)";

    private final XMLStreamWriter svg;
    private final double scale;
    private final double end;

    private CostChart(XMLStreamWriter svg, double end) {
        this.svg = svg;
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
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            XMLStreamWriter svg = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            new CostChart(svg, dearest * ABOVE).draw(figures);
            svg.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void draw(List<Figures> figures) throws XMLStreamException {
        int height = TOP + ROW * figures.size() + 40;
        svg.writeStartElement("svg");
        attributes("xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + WIDTH + " " + height);
        attributes("font-family", "sans-serif", "font-size", "13");
        rectangle(0, 0, WIDTH, height, "#ffffff");
        text(16, 26, "start", "#202830", "CPU seconds for a million records");
        text(
                16,
                46,
                "start",
                GREY,
                "bars are medians, dots the runs; %,d records each"
                        .formatted(figures.get(0).records()));
        for (int i = 0; i < figures.size(); i++) {
            row(figures.get(i), TOP + i * ROW);
        }
        axis(TOP + ROW * figures.size());
        svg.writeEndElement();
    }

    private void row(Figures figures, int y) throws XMLStreamException {
        double cost = figures.cpuSecondsPerMillion();
        text(LEFT - 10, y + 19, "end", "#202830", name(figures));
        double shown = Math.min(cost, end);
        rectangle(LEFT, y + 5, shown * scale, ROW - 12, figures.variant().equals("E") ? OWN : "#c3ccd4");
        for (double run : figures.runs()) {
            if (run <= end) {
                svg.writeEmptyElement("circle");
                attributes("cx", number(LEFT + run * scale), "cy", number(y + ROW / 2.0 - 1), "r", "2.5");
                attributes("fill", "#202830");
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
        text(isCut ? at - 8 : at + 8, y + 19, isCut ? "end" : "start", "#202830", value);
    }

    private void axis(int y) throws XMLStreamException {
        for (int tick = 0; tick <= end; tick++) {
            double x = LEFT + tick * scale;
            svg.writeEmptyElement("line");
            attributes("x1", number(x), "x2", number(x), "y1", Integer.toString(TOP), "y2", Integer.toString(y));
            attributes("stroke", GREY, "stroke-opacity", "0.3");
            text(x, y + 18, "middle", GREY, Integer.toString(tick));
        }
    }

    /* What follows a comma is for the table; only Klarion runs in more than one way. */
    private static String name(Figures figures) {
        String what = figures.variant() + "  " + figures.what().split(",", 2)[0];
        return figures.variant().equals("E")
                ? what + ", " + figures.guarantee() + ", " + figures.threads()
                        + (figures.threads() == 1 ? " thread" : " threads")
                : what;
    }

    private void rectangle(double x, double y, double width, double height, String fill) throws XMLStreamException {
        svg.writeEmptyElement("rect");
        attributes("x", number(x), "y", number(y), "width", number(width), "height", number(height), "fill", fill);
    }

    private void text(double x, double y, String anchor, String fill, String content) throws XMLStreamException {
        svg.writeStartElement("text");
        attributes("x", number(x), "y", number(y), "text-anchor", anchor, "fill", fill);
        svg.writeCharacters(content);
        svg.writeEndElement();
    }

    private void attributes(String... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            svg.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
