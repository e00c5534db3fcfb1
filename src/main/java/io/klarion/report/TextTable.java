package io.klarion.report;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Columns of text that stand under one another; single-threaded.
 *
 * <p>Widths are those of a terminal: a wide character counts for two, a combining one for none. Lines carry no spaces
 * at their end.
 */
public final class TextTable {

    private static final String GAP = "  ";

    /** To which side the cells of a column stand. */
    public enum Align {
        /** Texts. */
        LEFT,
        /** Numbers. */
        RIGHT
    }

    private static final class Column {
        private final AttributedString title;
        private final Align align;
        private int width;

        private Column(AttributedString title, Align align, int atLeast) {
            this.title = title;
            this.align = align;
            this.width = Math.max(title.columnLength(), atLeast);
        }
    }

    private final List<Column> columns = new ArrayList<>();
    private final List<List<AttributedString>> rows = new ArrayList<>();

    /** Adds a column; all columns come before the first row. */
    public TextTable column(String title, Align align) {
        return column(title, align, 0);
    }

    /** Adds a column that is at least so wide. */
    public TextTable column(String title, Align align, int atLeast) {
        columns.add(new Column(new AttributedString(title, AttributedStyle.DEFAULT.faint()), align, atLeast));
        return this;
    }

    /** Adds a row of plain cells, one a column. */
    public TextTable row(String... cells) {
        return row(List.of(cells).stream().map(AttributedString::new).toList());
    }

    /** Adds a row of styled cells, one a column. */
    public TextTable row(List<AttributedString> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "row: must have " + columns.size() + " cells, one a column, was " + cells.size());
        }
        for (int i = 0; i < cells.size(); i++) {
            columns.get(i).width = Math.max(columns.get(i).width, cells.get(i).columnLength());
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** The width of the widest line, spaces at the end included. */
    public int width() {
        int gaps = GAP.length() * Math.max(0, columns.size() - 1);
        return gaps + columns.stream().mapToInt(column -> column.width).sum();
    }

    /** The line of titles. */
    public AttributedString header() {
        return line(columns.stream().map(column -> column.title).toList());
    }

    /** The rows, in the order in which they were added. */
    public List<AttributedString> lines() {
        return rows.stream().map(this::line).toList();
    }

    /** Titles and rows as plain text, every line ended. */
    public String text(String indent) {
        StringBuilder text = new StringBuilder(indent).append(header()).append('\n');
        lines().forEach(line -> text.append(indent).append(line).append('\n'));
        return text.toString();
    }

    private AttributedString line(List<AttributedString> cells) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        int last = cells.size() - 1;
        while (last > 0 && cells.get(last).length() == 0) {
            last--;
        }
        for (int i = 0; i <= last; i++) {
            AttributedString cell = cells.get(i);
            String padding = " ".repeat(columns.get(i).width - cell.columnLength());
            boolean isRight = columns.get(i).align == Align.RIGHT;
            line.append(i == 0 ? "" : GAP).append(isRight ? padding : "").append(cell);
            if (!isRight && i < last) {
                line.append(padding);
            }
        }
        return line.toAttributedString();
    }
}
