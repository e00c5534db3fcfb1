package io.klarion.benchmark;

/**
 * What a variant had cost when it had come so far.
 *
 * @param records done
 * @param cpuSeconds of its process, user and system, by the operating system
 * @param seconds on the clock
 */
record Measurement(long records, double cpuSeconds, double seconds) {

    /** CPU seconds for a million records between an earlier measurement and this one. */
    double cpuPerMillionSince(Measurement earlier) {
        return (cpuSeconds - earlier.cpuSeconds) / (records - earlier.records) * 1e6;
    }

    /** Records a second between an earlier measurement and this one. */
    double rateSince(Measurement earlier) {
        return (records - earlier.records) / (seconds - earlier.seconds);
    }
}
