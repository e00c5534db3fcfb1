package io.klarion.cli;

import picocli.CommandLine.Option;

/** A range of the source topics, as it is typed. */
final class RangeOptions {

    @Option(
            names = "--from",
            paramLabel = "T1",
            defaultValue = "earliest",
            converter = ReplayBound.Text.class,
            description = "Where to begin: a time such as 2026-01-01T00:00:00Z or -7d, earliest (default), or offsets"
                    + " such as orders-0@1200,orders-1@900.")
    private ReplayBound from = ReplayBound.NONE;

    @Option(
            names = "--to",
            paramLabel = "T2",
            defaultValue = "latest",
            converter = ReplayBound.Text.class,
            description = "Where to end, likewise; offsets exclusively. Default: latest, where the topics end now.")
    private ReplayBound to = ReplayBound.NONE;

    ReplayBound from() {
        return from;
    }

    ReplayBound to() {
        return to;
    }
}
