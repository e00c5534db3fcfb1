package io.klarion.config;

import java.time.Duration;

/** Bounds that several keys share. */
final class Limits {

    /** Longer than any window or history, and far from overflowing milliseconds. */
    static final Duration LONGEST = Duration.ofDays(3650);

    /** A duration that may be zero. */
    static final Scalar<Duration> DURATION = Scalar.duration(Duration.ZERO, LONGEST);

    /** A duration that may not be zero. */
    static final Scalar<Duration> POSITIVE_DURATION = Scalar.duration(Duration.ofMillis(1), LONGEST);

    /** A name that is safe in topics, keys, files and labels. */
    static final Scalar<String> NAME = Scalar.text(
            "be 1 to 100 letters, digits, dots, hyphens or underscores, the first a letter or digit",
            text -> text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"));

    /** The name of a Kafka topic. */
    static final Scalar<String> TOPIC = Scalar.text(
            "be a topic name: 1 to 249 letters, digits, dots, hyphens or underscores",
            text -> text.matches("[A-Za-z0-9._-]{1,249}") && !text.equals(".") && !text.equals(".."));

    private Limits() {}
}
