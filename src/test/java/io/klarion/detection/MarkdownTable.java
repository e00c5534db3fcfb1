package io.klarion.detection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table under a heading, in Markdown. */
final class MarkdownTable {

    private final List<String> lines = new ArrayList<>();

    MarkdownTable(String heading, List<String> columns) {
        lines.add("### " + heading);
        lines.add("");
        row(columns);
        row(Collections.nCopies(columns.size(), "---"));
    }

    MarkdownTable row(List<String> cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
