package io.klarion.codec;

import io.klarion.core.distribution.NumericBinning;
import tools.jackson.core.JsonToken;

/** The value that a reader of records stands on. Valid until the reader moves on. */
interface FieldValue {

    /** What kind of value it is. */
    JsonToken token();

    /** The cell of a number. */
    int cellIn(NumericBinning binning);

    /** Where the characters of a text are, or of a number, a boolean or null as it is written. */
    char[] chars();

    /** The first of them; to be asked after {@link #chars}. */
    int offset();

    /** How many they are; to be asked after {@link #chars}. */
    int length();
}
