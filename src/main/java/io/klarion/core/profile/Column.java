package io.klarion.core.profile;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What was seen in one field of many records. Not thread-safe. */
public final class Column {

    private static final double ALMOST_ALL = 0.95;

    private final String pointer;
    private final boolean numbersAsText;
    private final ValueCounter values = new ValueCounter();
    private final CategoryCounter texts = new CategoryCounter();
    private final TimeTrack times = new TimeTrack();
    private final Map<TimeUnitGuess, Long> units = new EnumMap<>(TimeUnitGuess.class);
    private long numbers;
    private long integers;
    private long falls;
    private double previous = Double.NEGATIVE_INFINITY;
    private long textValues;
    private long isoTimes;
    private long textLength;
    private long numericTexts;
    private long booleans;
    private long composites;

    /**
     * A column without values.
     *
     * @param pointer its JSON pointer
     * @param numbersAsText whether numbers count as the texts they are written as, for features declared categorical
     */
    Column(String pointer, boolean numbersAsText) {
        this.pointer = pointer;
        this.numbersAsText = numbersAsText;
    }

    /** A number; {@code written} is its text, needed only when {@link #takesNumbersAsText}. */
    public void number(double value, String written) {
        numbers++;
        if (numbersAsText) {
            texts.add(written);
            return;
        }
        values.add(value);
        integers += value == Math.rint(value) ? 1 : 0;
        falls += value < previous ? 1 : 0;
        previous = value;
        TimeUnitGuess.of(value).ifPresent(unit -> {
            units.merge(unit, 1L, Long::sum);
            times.add(unit.toMillis(value));
        });
    }

    /** A text that is no time. */
    public void text(String value) {
        textValues++;
        textLength += value.length();
        numericTexts += looksNumeric(value) ? 1 : 0;
        texts.add(value);
    }

    /** A text that is an ISO 8601 time. */
    public void time(String value, long millis) {
        text(value);
        isoTimes++;
        times.add(millis);
    }

    /** {@code true} or {@code false}. */
    public void bool(boolean value) {
        booleans++;
        texts.add(Boolean.toString(value));
    }

    /** An array, or an object without fields. */
    public void composite() {
        composites++;
    }

    private static boolean looksNumeric(String value) {
        if (value.isEmpty() || value.length() > 30 || "+-.0123456789".indexOf(value.charAt(0)) < 0) {
            return false;
        }
        try {
            return Double.isFinite(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The JSON pointer of the field. */
    public String pointer() {
        return pointer;
    }

    /** Whether numbers count as texts here. */
    public boolean takesNumbersAsText() {
        return numbersAsText;
    }

    /** Texts, numbers and booleans: what a feature can be made of. */
    public long present() {
        return numbers + textValues + booleans;
    }

    /** The number of numbers. */
    public long numbers() {
        return numbers;
    }

    /** The number of texts. */
    public long textValues() {
        return textValues;
    }

    /** The number of booleans. */
    public long booleans() {
        return booleans;
    }

    /** The number of arrays and empty objects. */
    public long composites() {
        return composites;
    }

    /** The numbers as a sample; empty when they are taken as texts. */
    public SortedValues values() {
        return values.snapshot();
    }

    /** The texts, and the booleans as texts. */
    public CategoryCounter texts() {
        return texts;
    }

    /** The mean number of characters of a text; 0 without texts. */
    public double meanTextLength() {
        return textValues == 0 ? 0 : textLength / (double) textValues;
    }

    /** Whether almost all texts are numbers in quotes. */
    public boolean isQuotedNumbers() {
        return textValues > 0 && numericTexts >= ALMOST_ALL * textValues;
    }

    /** Whether all numbers are whole. */
    public boolean isWhole() {
        return numbers > 0 && integers == numbers;
    }

    /** Whether no number is below the one before it. */
    public boolean neverFalls() {
        return numbers > 0 && falls == 0;
    }

    /** Whether almost all texts are ISO 8601 times and there is hardly anything else. */
    public boolean isIsoTime() {
        return isoTimes > 0 && isoTimes >= ALMOST_ALL * present();
    }

    /** The unit in which almost all values are times. */
    public Optional<TimeUnitGuess> timeUnit() {
        return units.entrySet().stream()
                .filter(entry -> entry.getValue() >= ALMOST_ALL * present())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The values that are times, in the order of the records. */
    public TimeTrack times() {
        return times;
    }
}
