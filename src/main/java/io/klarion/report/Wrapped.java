package io.klarion.report;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Long lines of text, broken between words for a screen. */
final class Wrapped {

    private static final String INDENT = "    ";

    private Wrapped() {}

    /**
     * A text as lines at most {@code width} wide; all but the first are indented. A word wider than a line is broken
     * where the line ends.
     */
    static List<AttributedString> lines(AttributedString text, int width) {
        List<AttributedString> lines = new ArrayList<>();
        AttributedString rest = text;
        while (rest.columnLength() > width && width > 2 * INDENT.length()) {
            AttributedString head = rest.columnSubSequence(0, width);
            int space = rest.charAt(head.length()) == ' '
                    ? head.length()
                    : head.toString().lastIndexOf(' ');
            boolean isWord = space > INDENT.length();
            lines.add(isWord ? rest.substring(0, space) : head);
            AttributedString tail = rest.substring(isWord ? space + 1 : head.length(), rest.length());
            rest = AttributedString.join(AttributedString.EMPTY, new AttributedString(INDENT), tail);
        }
        lines.add(rest);
        return lines;
    }
}
