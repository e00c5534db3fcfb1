package io.klarion.codec;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.EventTimeSpec.Unit;
import tools.jackson.core.JsonToken;

/** What one value of a record is used for. Immutable, shared by all decoders of a plan. */
sealed interface FieldTarget {

    /** Takes the value the reader stands on. */
    void read(FieldValue value, RecordFields into);

    /** Takes back what was read: the value turned out to be absent. */
    void clear(RecordFields into);

    /** A numeric feature: numbers have a cell, anything else is invalid. */
    record Numeric(int position, NumericBinning binning) implements FieldTarget {
        @Override
        public void read(FieldValue value, RecordFields into) {
            JsonToken token = value.token();
            if (token.isNumeric()) {
                readNumber(value, into);
            } else {
                into.cells[position] = token == JsonToken.VALUE_NULL ? binning.missing() : binning.invalid();
            }
        }

        void readNumber(FieldValue number, RecordFields into) {
            into.cells[position] = number.cellIn(binning);
        }

        @Override
        public void clear(RecordFields into) {
            into.cells[position] = binning.missing();
        }
    }

    /** A categorical feature: texts, and numbers and booleans as they are written. */
    record Categorical(int position, CategoricalBinning binning, CategoryTexts categories, boolean keepsOthers)
            implements FieldTarget {

        static Categorical of(int position, CategoricalBinning binning, boolean keepsOthers) {
            return new Categorical(position, binning, CategoryTexts.of(binning.categories()), keepsOthers);
        }

        @Override
        public void read(FieldValue value, RecordFields into) {
            JsonToken token = value.token();
            if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                readText(value, into);
            } else {
                into.cells[position] = token == JsonToken.VALUE_NULL ? binning.missing() : binning.invalid();
            }
        }

        void readText(FieldValue text, RecordFields into) {
            int cell = text.indexIn(categories);
            into.cells[position] = cell >= 0 ? cell : binning.other();
            if (cell < 0 && keepsOthers) {
                char[] chars = text.chars();
                into.others[position] = into.otherTexts.of(chars, text.offset(), text.length());
            }
        }

        @Override
        public void clear(RecordFields into) {
            into.cells[position] = binning.missing();
        }
    }

    /** A boolean feature: {@code true} and {@code false}; anything else, the texts of these names too, is invalid. */
    record Bool(int position, CategoricalBinning binning, int falseCell, int trueCell) implements FieldTarget {

        static Bool of(int position, CategoricalBinning binning) {
            return new Bool(position, binning, binning.cellOf("false"), binning.cellOf("true"));
        }

        @Override
        public void read(FieldValue value, RecordFields into) {
            JsonToken token = value.token();
            if (token.isBoolean()) {
                into.cells[position] = token == JsonToken.VALUE_TRUE ? trueCell : falseCell;
            } else {
                into.cells[position] = token == JsonToken.VALUE_NULL ? binning.missing() : binning.invalid();
            }
        }

        @Override
        public void clear(RecordFields into) {
            into.cells[position] = binning.missing();
        }
    }

    /** A group-by field: texts, and numbers and booleans as they are written. */
    record GroupBy(int position) implements FieldTarget {
        @Override
        public void read(FieldValue value, RecordFields into) {
            JsonToken token = value.token();
            if (token == JsonToken.VALUE_NULL) {
                clear(into);
            } else if (token.isScalarValue()) {
                char[] chars = value.chars();
                into.segments[position] = into.texts.of(chars, value.offset(), value.length());
            } else {
                into.segments[position] = Segment.INVALID;
            }
        }

        @Override
        public void clear(RecordFields into) {
            into.segments[position] = Segment.MISSING;
        }
    }

    /** The event time. */
    record Time(Unit unit) implements FieldTarget {
        @Override
        public void read(FieldValue value, RecordFields into) {
            JsonToken token = value.token();
            if (token == JsonToken.VALUE_NULL) {
                clear(into);
            } else if (token == JsonToken.VALUE_STRING || (token.isNumeric() && unit != Unit.ISO8601)) {
                into.time = value.timeIn(unit);
            } else {
                into.time = RecordFields.TIME_UNREADABLE;
            }
        }

        @Override
        public void clear(RecordFields into) {
            into.time = RecordFields.TIME_ABSENT;
        }
    }
}
