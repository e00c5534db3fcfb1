package io.klarion.codec;

import java.io.Closeable;
import java.io.IOException;

/** One format of a file of records, read in order. */
sealed interface RecordSource extends Closeable permits JsonLines, CsvRows {

    /** Goes to the next record; false when there is none. */
    boolean next() throws IOException;

    /** The record as JSON. */
    byte[] value();

    /** The line on which the record begins, from 1; between records, the last line that was begun. */
    long line();
}
