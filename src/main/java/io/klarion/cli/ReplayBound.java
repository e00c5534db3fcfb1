package io.klarion.cli;

import io.klarion.config.DurationText;
import io.klarion.core.protocol.SourcePartition;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One end of a range of a topic.
 *
 * @param time an event time, if that is what it is
 * @param offsets an offset of each partition named; empty for none
 */
record ReplayBound(Optional<Instant> time, SortedMap<SourcePartition, Long> offsets) {

    /** All there is on this side. */
    static final ReplayBound NONE = new ReplayBound(Optional.empty(), new TreeMap<>());

    static ReplayBound at(Instant time) {
        return new ReplayBound(Optional.of(time), new TreeMap<>());
    }

    /** As it is written on the command line. */
    static final class Text implements ITypeConverter<ReplayBound> {

        private static final Pattern OFFSET = Pattern.compile("([a-zA-Z0-9._-]{1,249})-(\\d{1,9})@(\\d{1,18})");

        private final Clock clock;

        Text(Clock clock) {
            this.clock = clock;
        }

        Text() {
            this(Clock.systemUTC());
        }

        @Override
        public ReplayBound convert(String text) {
            return switch (text) {
                case "earliest", "latest" -> NONE;
                case "now" -> at(clock.instant());
                default -> text.startsWith("-") ? ago(text) : text.contains("@") ? offsets(text) : instant(text);
            };
        }

        private ReplayBound ago(String text) {
            return DurationText.parse(text.substring(1))
                    .map(span -> at(clock.instant().minus(span)))
                    .orElseThrow(() -> wrong(text));
        }

        private static ReplayBound instant(String text) {
            try {
                return at(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException e) {
                throw wrong(text);
            }
        }

        private static ReplayBound offsets(String text) {
            SortedMap<SourcePartition, Long> offsets = new TreeMap<>();
            for (String part : text.split(",", -1)) {
                Matcher matcher = OFFSET.matcher(part.trim());
                if (!matcher.matches()) {
                    throw wrong(text);
                }
                SourcePartition partition = new SourcePartition(matcher.group(1), Integer.parseInt(matcher.group(2)));
                if (offsets.put(partition, Long.parseLong(matcher.group(3))) != null) {
                    throw wrong(text);
                }
            }
            return new ReplayBound(Optional.empty(), offsets);
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException("must be an instant such as 2026-01-01T00:00:00Z, an age such as -7d,"
                    + " now, earliest, latest, or offsets such as orders-0@1200,orders-1@900, was " + text);
        }
    }
}
