package io.klarion.benchmark;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An SVG picture on white, drawn piece by piece. */
final class SvgPicture implements Closeable {

    static final String GREY = "#8a94a0";
    static final String INK = "#202830";
    static final String OWN = "#1f6f8b";

    private final Writer out;
    private final XMLStreamWriter svg;

    /** Begins a picture of this size. */
    SvgPicture(Path file, int width, int height) throws IOException {
        out = Files.newBufferedWriter(file);
        try {
            svg = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            svg.writeStartElement("svg");
            attributes("xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + width + " " + height);
            attributes("font-family", "sans-serif", "font-size", "13");
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        rectangle(0, 0, width, height, "#ffffff");
    }

    void rectangle(double x, double y, double width, double height, String fill) throws IOException {
        empty("rect", "x", number(x), "y", number(y), "width", number(width), "height", number(height), "fill", fill);
    }

    void line(double fromX, double fromY, double toX, double toY, String stroke, double opacity) throws IOException {
        empty(
                "line",
                "x1",
                number(fromX),
                "y1",
                number(fromY),
                "x2",
                number(toX),
                "y2",
                number(toY),
                "stroke",
                stroke,
                "stroke-opacity",
                number(opacity));
    }

    void dot(double x, double y, double radius, String fill) throws IOException {
        empty("circle", "cx", number(x), "cy", number(y), "r", number(radius), "fill", fill);
    }

    /** A text at a point: {@code anchor} is start, middle or end. */
    void text(double x, double y, String anchor, String fill, String content) throws IOException {
        try {
            svg.writeStartElement("text");
            attributes("x", number(x), "y", number(y), "text-anchor", anchor, "fill", fill);
            svg.writeCharacters(content);
            svg.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void empty(String element, String... namesAndValues) throws IOException {
        try {
            svg.writeEmptyElement(element);
            attributes(namesAndValues);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void attributes(String... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            svg.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** Ends the picture. */
    @Override
    public void close() throws IOException {
        try {
            svg.writeEndElement();
            svg.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        out.close();
    }
}
