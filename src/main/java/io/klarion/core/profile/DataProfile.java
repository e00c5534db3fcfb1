package io.klarion.core.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a set of records, in the order in which they were first met. Bounded: fields beyond
 * {@value #MAX_COLUMNS} are not looked at. Not thread-safe.
 */
public final class DataProfile {

    /** The greatest number of columns. */
    public static final int MAX_COLUMNS = 2000;

    private final Predicate<String> numbersAsText;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private long records;
    private boolean full;

    /** A profile in which numbers are numbers. */
    public DataProfile() {
        this(pointer -> false);
    }

    /** A profile in which the numbers of some columns, named by their pointers, count as texts. */
    public DataProfile(Predicate<String> numbersAsText) {
        this.numbersAsText = numbersAsText;
    }

    /** Starts the next record. */
    public void record() {
        records++;
    }

    /** The column of the field at {@code pointer}; null when there are too many. */
    public @Nullable Column at(String pointer) {
        Column column = columns.get(pointer);
        if (column == null) {
            if (columns.size() == MAX_COLUMNS) {
                full = true;
                return null;
            }
            column = new Column(pointer, numbersAsText.test(pointer));
            columns.put(pointer, column);
        }
        return column;
    }

    /** The columns, as first met. */
    public List<Column> columns() {
        return new ArrayList<>(columns.values());
    }

    /** The column of the field at {@code pointer}; empty when it was never met. */
    public Optional<Column> column(String pointer) {
        return Optional.ofNullable(columns.get(pointer));
    }

    /** The number of records. */
    public long records() {
        return records;
    }

    /** Whether fields were left out because there are too many. */
    public boolean isFull() {
        return full;
    }
}
