package io.klarion.cli;

import io.klarion.config.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line, as they are written in configurations. */
final class DurationOption implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return DurationText.parse(text)
                .orElseThrow(() -> new TypeConversionException("must be a duration such as 90s or 1h30m, was " + text));
    }
}
