package io.klarion.core.profile;

import io.klarion.core.distribution.FeatureType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules by which a column becomes a feature or is left out. */
final class ColumnJudge {

    private static final Pattern ID_NAME =
            Pattern.compile("(.*[_.-])?(id|ids|uuid|guid|key|number|nr|no)|.*[a-z](Id|ID|Key)");
    private static final double ALMOST_ALL = 0.95;
    private static final double MOST = 0.5;
    private static final int ENOUGH = 20;
    private static final double FREE_TEXT_LENGTH = 40;

    private final Column column;
    private final long records;
    private final List<String> reasons = new ArrayList<>();

    ColumnJudge(Column column, long records) {
        this.column = column;
        this.records = records;
    }

    FeatureProposal judge() {
        Optional<String> why = whyNot();
        if (why.isPresent()) {
            return new FeatureProposal(column.pointer(), Optional.empty(), List.of(why.get()));
        }
        FeatureType type = type();
        noteMixedTypes(type);
        noteMissing();
        noteValues(type);
        return new FeatureProposal(column.pointer(), Optional.of(type), reasons);
    }

    private Optional<String> whyNot() {
        if (column.present() == 0) {
            return Optional.of(
                    column.composites() > 0 ? "holds arrays or empty objects, no single values" : "is always null");
        }
        if (EventTimeGuess.isTime(column) && (column.isIsoTime() || EventTimeGuess.hasTimeName(column))) {
            return Optional.of("is a time");
        }
        return type() == FeatureType.NUMERIC ? whyNotNumeric() : whyNotText();
    }

    private Optional<String> whyNotNumeric() {
        SortedValues values = column.values();
        if (!column.isWhole() || values.size() < ENOUGH) {
            return neverFallsInSteps(values);
        }
        boolean distinct = values.size() >= ALMOST_ALL * values.total();
        if (distinct && column.neverFalls()) {
            return Optional.of("looks like a running number: whole numbers that rise from record to record");
        }
        if (distinct && ID_NAME.matcher(name()).matches()) {
            return Optional.of("looks like an id: " + values.size() + " different whole numbers in " + column.present()
                    + " values");
        }
        return neverFallsInSteps(values);
    }

    private Optional<String> neverFallsInSteps(SortedValues values) {
        return column.neverFalls() && values.size() > 2 && values.total() >= ENOUGH * 5L
                ? Optional.of("never falls: a counter or batch number drifts by nature")
                : Optional.empty();
    }

    private Optional<String> whyNotText() {
        long seen = column.textValues();
        int distinct = column.texts().distinct();
        boolean many = !column.texts().isExact() || distinct >= ALMOST_ALL * seen;
        if (seen >= ENOUGH && column.isQuotedNumbers() && distinct > FeatureProposal.CATEGORIES) {
            return Optional.of(
                    "holds numbers written as texts, such as \"1.5\"; write them as numbers to monitor them");
        }
        if (seen >= ENOUGH && many) {
            return Optional.of("looks like an id: " + different(column.texts()) + " texts in " + seen + " values");
        }
        if (distinct > MOST * seen && distinct > ENOUGH && column.meanTextLength() >= FREE_TEXT_LENGTH) {
            return Optional.of("looks like free text: " + distinct + " different texts in " + seen + " values");
        }
        return Optional.empty();
    }

    private static String different(CategoryCounter texts) {
        return (texts.isExact() ? "" : "at least ") + texts.distinct() + " different";
    }

    private String name() {
        return column.pointer().substring(column.pointer().lastIndexOf('/') + 1);
    }

    private FeatureType type() {
        if (column.numbers() > column.textValues() + column.booleans()) {
            return FeatureType.NUMERIC;
        }
        return column.booleans() > column.textValues() + column.numbers()
                ? FeatureType.BOOLEAN
                : FeatureType.CATEGORICAL;
    }

    private void noteMixedTypes(FeatureType type) {
        long odd = switch (type) {
            case NUMERIC -> column.textValues() + column.booleans();
            case BOOLEAN -> column.textValues() + column.numbers();
            case CATEGORICAL, JOINT -> 0;
        };
        if (odd + column.composites() > 0) {
            reasons.add("mixed types: " + share(odd + column.composites()) + " of the records are not " + type.key()
                    + " and count as invalid");
        } else if (column.numbers() > 0 && column.textValues() > 0) {
            reasons.add("mixed types: " + column.numbers() + " numbers among " + column.textValues() + " texts");
        }
    }

    private void noteMissing() {
        long absent = records - column.present() - column.composites();
        if (absent > MOST * records) {
            reasons.add("mostly missing: " + share(absent) + " of the records have no value");
        }
    }

    private void noteValues(FeatureType type) {
        int distinct = type == FeatureType.NUMERIC
                ? column.values().size()
                : column.texts().distinct();
        if (distinct == 1) {
            reasons.add("constant: any other value will be drift");
        } else if (type == FeatureType.CATEGORICAL && distinct > FeatureProposal.CATEGORIES) {
            reasons.add(distinct + " different texts: at most " + FeatureProposal.CATEGORIES
                    + " are kept apart, the rest is other");
        }
    }

    private String share(long part) {
        return String.format(Locale.ROOT, "%.3g %%", 100.0 * part / Math.max(1, records));
    }
}
