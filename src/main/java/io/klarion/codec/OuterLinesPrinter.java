package io.klarion.codec;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Prints the outer levels of a JSON document line by line, and what is nested deeper on one line. */
final class OuterLinesPrinter extends DefaultPrettyPrinter {

    private static final long serialVersionUID = 1L;
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    private final int levels;

    OuterLinesPrinter(int levels) {
        this.levels = levels;
        Indenter outer = new OuterIndenter(levels);
        indentObjectsWith(outer);
        indentArraysWith(outer);
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
        return new OuterLinesPrinter(levels);
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) {
        if (_nesting > levels) {
            _nesting--;
            json.writeRaw(" }");
        } else {
            super.writeEndObject(json, entries);
        }
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) {
        if (_nesting > levels) {
            _nesting--;
            json.writeRaw(" ]");
        } else {
            super.writeEndArray(json, values);
        }
    }

    private record OuterIndenter(int levels) implements Indenter {
        @Override
        public void writeIndentation(JsonGenerator json, int level) {
            if (level > levels) {
                json.writeRaw(' ');
            } else {
                LINES.writeIndentation(json, level);
            }
        }

        @Override
        public boolean isInline() {
            return false;
        }
    }
}
