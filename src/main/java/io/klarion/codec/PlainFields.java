package io.klarion.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields as nearly all records have them, one after the other and straight into the cells they belong in: names in
 * the order they had last time, numbers of usual length, texts without escapes, booleans. Values that nobody reads are passed
 * over. Stops before anything else, which {@link RecordScanner} reads. Single-threaded.
 */
final class PlainFields {

    private static final int UNSURE = JsonSkip.UNSURE;

    private static final String TRUE = "true";
    private static final String FALSE = "false";
    private static final long TRUE_BYTES = word(TRUE);
    private static final long FALSE_BYTES = word(FALSE);

    private final RecordFields fields;
    private final JsonSkip skip;
    private final PlainNumber number;
    private final int maxText;
    private byte[] data = {};
    private int limit;
    private FieldName last = new FieldName(new byte[0], null);

    PlainFields(DecodeLimits limits, JsonSkip skip, RecordFields fields) {
        this.maxText = limits.maxTextLength();
        this.number = new PlainNumber(limits);
        this.skip = skip;
        this.fields = fields;
    }

    private static long word(String text) {
        return EightBytes.at(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    }

    /** From now on reads fields of a record that ends at {@code end}. */
    void use(byte[] record, int end) {
        data = record;
        limit = end;
        number.use(record);
    }

    /** The last field that was read; that before, where none was. */
    FieldName last() {
        return last;
    }

    /**
     * Reads fields from the one whose name begins at {@code from}; returns the place behind the last one that was read and
     * white space behind it, {@code from} where none was.
     *
     * @param before the field before
     * @param record the number of the record
     */
    int read(int from, FieldName before, long record) {
        FieldName name = before;
        int behind = from;
        int at = from;
        int count = 0;
        while (true) {
            FieldName expected = name.next;
            if (expected == null || expected.met == record || !expected.stands(data, at, limit)) {
                break;
            }
            at = space(at + expected.length());
            int end = expected.child == null ? unread(at) : value(at, expected.target);
            if (end < 0) {
                break;
            }
            expected.met = record;
            name = expected;
            count++;
            behind = space(end);
            if (skip.at(behind) != ',') {
                break;
            }
            at = space(behind + 1);
        }
        skip.countTokens(count);
        last = name;
        return behind;
    }

    private int space(int place) {
        return skip.at(place) <= ' ' ? skip.space(place) : place;
    }

    private int unread(int from) {
        return skip.at(from) == '"' ? skip.text(from + 1) : number.read(from, null, fields.cells);
    }

    /** Reads a value for what it is used for; returns the place behind it, {@link JsonSkip#UNSURE} when that is not done here. */
    int value(int from, @Nullable FieldTarget target) {
        if (target instanceof FieldTarget.Numeric numeric) {
            return number.read(from, numeric, fields.cells);
        }
        if (target instanceof FieldTarget.Categorical categorical) {
            return text(from, categorical);
        }
        return target instanceof FieldTarget.Bool bool ? bool(from, bool) : UNSURE;
    }

    private int text(int from, FieldTarget.Categorical target) {
        int end = skip.at(from) == '"' ? skip.plain(from + 1) : from;
        if (skip.at(end) != '"' || end - from > maxText) {
            return UNSURE;
        }
        return take(target.position(), target.categories().bytes().find(data, from + 1, end), end + 1);
    }

    private int bool(int from, FieldTarget.Bool target) {
        long bytes = EightBytes.upTo(data, from, limit);
        if ((bytes & EightBytes.mask(TRUE.length())) == TRUE_BYTES) {
            return take(target.position(), target.trueCell(), from + TRUE.length());
        }
        boolean isFalse = (bytes & EightBytes.mask(FALSE.length())) == FALSE_BYTES;
        return isFalse ? take(target.position(), target.falseCell(), from + FALSE.length()) : UNSURE;
    }

    /* Puts a value where it belongs, unless its cell is not known, −1. */
    private int take(int position, int cell, int end) {
        if (cell < 0) {
            return UNSURE;
        }
        fields.cells[position] = cell;
        return end;
    }
}
