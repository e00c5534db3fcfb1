package io.klarion.codec;

import java.io.Closeable;
import java.io.IOException;

/** One format of a file of records, read in order. */
sealed interface RecordSource extends Closeable permits JsonLines, CsvRows, ParquetRows {

    /** Goes to the next record; false when there is none. */
    boolean next() throws IOException;

    /** The record as JSON. */
    byte[] value();

    /** The line on which the record begins, from 1, or its number where there are no lines; between records, the last. */
    long line();

    /** The same in words. */
    default String place() {
        return "line " + line();
    }
}
