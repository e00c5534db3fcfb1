package io.klarion.codec;

import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.monitor.EventTimeSpec.Unit;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The value that a parser of Jackson's stands on. */
record ParsedValue(JsonParser parser) implements FieldValue {

    @Override
    public JsonToken token() {
        return parser.currentToken();
    }

    @Override
    public int cellIn(NumericBinning binning) {
        return binning.cellOf(parser.getDoubleValue());
    }

    @Override
    public int indexIn(CategoryTexts texts) {
        return texts.characters().find(chars(), offset(), length());
    }

    @Override
    public long timeIn(Unit unit) {
        return EventTimes.parse(unit, chars(), offset(), length());
    }

    @Override
    public char[] chars() {
        return parser.getStringCharacters();
    }

    @Override
    public int offset() {
        return parser.getStringOffset();
    }

    @Override
    public int length() {
        return parser.getStringLength();
    }
}
