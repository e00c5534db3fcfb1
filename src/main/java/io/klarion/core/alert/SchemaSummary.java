package io.klarion.core.alert;

import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.SchemaFault;

/**
 * The sentences of an alert on unusable values.
 *
 * @param seen the window
 */
record SchemaSummary(SchemaObservation seen) implements Wording {

    @Override
    public String fired() {
        return seen.feature().schema().map(this::fired).orElseGet(this::here);
    }

    private String fired(SchemaFault fault) {
        String subject = seen.subject();
        return switch (fault.kind()) {
            case NEVER_SEEN ->
                subject + " has never been seen: neither the window nor the reference has a value that can be used;"
                        + " is its path right?";
            case SILENT ->
                subject + " is gone: none of " + seen.feature().n() + " records has a value that can be used, in the"
                        + " reference " + SentenceText.percent(1 - fault.reference()) + " have";
            case MISSING -> subject + " is missing more often: " + rise(fault);
            case INVALID -> subject + " is of the wrong type or not a number more often: " + rise(fault);
        };
    }

    private String rise(SchemaFault fault) {
        return "in " + SentenceText.percent(fault.share()) + " of the records, in the reference in "
                + SentenceText.percent(fault.reference()) + " (up by " + SentenceText.percent(fault.lower()) + " to "
                + SentenceText.percent(fault.upper()) + " at "
                + SentenceText.confidence(seen.feature().spec().confidence())
                + ", tolerated is " + SentenceText.percent(fault.rise()) + ")";
    }

    @Override
    public String worse() {
        return fired();
    }

    @Override
    public String calmer() {
        return seen.subject() + " is no longer gone altogether: " + here();
    }

    @Override
    public String back() {
        return seen.subject() + " is back: " + here();
    }

    @Override
    public String quiet(int windows) {
        return seen.subject() + " has as many values as the reference in " + SentenceText.inARow(windows) + ": "
                + here();
    }

    private String here() {
        FeatureVerdict feature = seen.feature();
        double n = Math.max(1, feature.n());
        return SentenceText.percent(feature.missing() / n) + " missing, " + SentenceText.percent(feature.invalid() / n)
                + " invalid";
    }

    @Override
    public String unjudged(long lastJudgedEnd) {
        return SentenceText.unjudged(seen.subject(), reason(), lastJudgedEnd);
    }

    private String reason() {
        if (seen.isToldElsewhere()) {
            return "a drift alert tells of what else moved";
        }
        return switch (seen.state()) {
            case NO_DATA -> "no data";
            case INSUFFICIENT_DATA -> "too little data";
            case NO_REFERENCE -> "no reference";
            case STABLE, DRIFT -> throw new IllegalArgumentException("state: must be unjudged");
        };
    }
}
