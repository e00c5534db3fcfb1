package io.klarion.report;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.Severity;
import io.klarion.core.detect.FeatureState;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The cells of one feature in the live table; what is not known is empty. */
final class FeatureText {

    private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
    private static final AttributedStyle GREEN = colour(AttributedStyle.GREEN);
    private static final AttributedStyle YELLOW = colour(AttributedStyle.YELLOW);
    private static final AttributedStyle RED = colour(AttributedStyle.RED);
    private static final AttributedStyle CYAN = colour(AttributedStyle.CYAN);
    private static final int DECIMALS = 3;
    private static final double SMALLEST = 0.0005;

    private final FeatureRow row;
    private final Optional<Reading> reading;
    private final Optional<Alert> alert;

    FeatureText(FeatureRow row) {
        this.row = row;
        this.reading = row.reading();
        this.alert = row.alert();
    }

    /** The name, cut to {@code width}. */
    AttributedString name(int width) {
        AttributedString full = new AttributedString(row.name());
        return full.columnLength() <= width ? full : new AttributedString(full.columnSubSequence(0, width - 1) + "…");
    }

    /** The severity of the alert that fires, otherwise the state; never by colour alone. */
    AttributedString state() {
        String text = alert.map(firing -> firing.severity() == Severity.CRITICAL ? "▲ critical" : "▲ warning")
                .or(() -> reading.map(last -> mark(last.state()) + " " + EventLine.word(last.state())))
                .orElse("");
        return new AttributedString(text, style());
    }

    AttributedString divergence() {
        return number(reading.map(Reading::divergence).orElse(OptionalDouble.empty()));
    }

    AttributedString measure() {
        return new AttributedString(reading.map(Reading::heading).orElse(""), FAINT);
    }

    AttributedString bounds() {
        return new AttributedString(reading.flatMap(Reading::bounds).orElse(""), FAINT);
    }

    AttributedString threshold() {
        return number(reading.map(last -> OptionalDouble.of(last.threshold())).orElse(OptionalDouble.empty()));
    }

    /** When the window began in which the alert's drift was first seen. */
    AttributedString since() {
        return new AttributedString(
                alert.map(firing -> Figures.time(firing.onsetStart())).orElse(""), style());
    }

    /**
     * The last {@code length} windows. The scale of a feature runs from 0 to twice the threshold or to its peak, so
     * that noise looks like noise: the threshold of a quiet feature is at half height.
     */
    AttributedString course(int length) {
        double threshold = reading.map(Reading::threshold).orElse(0.0);
        double top = Math.max(2 * threshold, row.course().peak());
        AttributedStringBuilder line = new AttributedStringBuilder();
        for (double value : row.course().last(length)) {
            line.styled(value > threshold ? RED : CYAN, String.valueOf(Bars.up(value, top)));
        }
        return line.toAttributedString();
    }

    private static AttributedString number(OptionalDouble value) {
        return new AttributedString(value.isPresent() ? number(value.getAsDouble()) : "");
    }

    /* In a column beside 0.100, 3.1e-04 looks like the larger of the two. */
    private static String number(double value) {
        return Figures.decimal(Math.abs(value) < SMALLEST ? 0 : value, DECIMALS);
    }

    private static char mark(FeatureState state) {
        return switch (state) {
            case DRIFT -> '△';
            case STABLE -> '●';
            case INSUFFICIENT_DATA -> '◌';
            case NO_DATA -> '○';
            case NO_REFERENCE -> '◇';
        };
    }

    private AttributedStyle style() {
        return alert.map(firing -> firing.severity() == Severity.CRITICAL ? RED.bold() : RED)
                .or(() -> reading.map(last -> style(last.state())))
                .orElse(FAINT);
    }

    private static AttributedStyle style(FeatureState state) {
        return switch (state) {
            case DRIFT, INSUFFICIENT_DATA -> YELLOW;
            case STABLE -> GREEN;
            case NO_DATA, NO_REFERENCE -> FAINT;
        };
    }

    private static AttributedStyle colour(int colour) {
        return AttributedStyle.DEFAULT.foreground(colour);
    }
}
