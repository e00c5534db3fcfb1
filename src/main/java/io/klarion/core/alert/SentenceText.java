package io.klarion.core.alert;

import io.klarion.core.distribution.NumberText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/** Pieces of sentences. Numbers are rounded to three digits, confidences are not. */
final class SentenceText {

    private static final MathContext DIGITS = new MathContext(3);

    private SentenceText() {}

    /** At three digits; infinities and NaN by name, since an unsmoothed divergence may be infinite. */
    static String number(double value) {
        return NumberText.of(
                Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value);
    }

    /** A share, such as {@code 12.3 %}. */
    static String percent(double share) {
        return percent(share, DIGITS);
    }

    /** A confidence with all its digits, such as {@code 99.9 %}. */
    static String confidence(double share) {
        return percent(share, MathContext.DECIMAL32);
    }

    private static String percent(double share, MathContext digits) {
        return NumberText.of(BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .round(digits)
                        .doubleValue())
                + " %";
    }

    /** {@code 1 window}, {@code 2 windows in a row}. */
    static String inARow(int windows) {
        return windows + (windows == 1 ? " window" : " windows in a row");
    }

    /** The sentence of an alert that ends because nothing could be said for too long. */
    static String unjudged(String subject, String reason, long lastJudgedEnd) {
        return subject + " is closed without an answer: " + reason + ", last judged in the window that ended at "
                + Instant.ofEpochMilli(lastJudgedEnd);
    }
}
