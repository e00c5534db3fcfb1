package io.klarion.codec;

import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.monitor.EventTimeSpec.Unit;
import tools.jackson.core.JsonToken;

/** The value that a reader of records stands on. Valid until the reader moves on. */
interface FieldValue {

    /** What kind of value it is. */
    JsonToken token();

    /** The cell of a number. */
    int cellIn(NumericBinning binning);

    /** Which of these texts it is, from 0; −1 when none. */
    int indexIn(CategoryTexts texts);

    /** The time it is, epoch milliseconds; {@link RecordFields#TIME_UNREADABLE} when it is none. */
    long timeIn(Unit unit);

    /** Where the characters of a text are, or of a number, a boolean or null as it is written. */
    char[] chars();

    /** The first of them; to be asked after {@link #chars}. */
    int offset();

    /** How many they are; to be asked after {@link #chars}. */
    int length();
}
