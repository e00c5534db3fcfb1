package io.klarion.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param path where, such as {@code monitors[0].features[3].bins.count}, or {@code file:line:column}
 * @param rule what it must be, without the "must"
 * @param value what it was; never a secret
 */
public record Problem(String path, String rule, String value) {

    /** {@code monitors[0].features[3].bins.count: must be between 2 and 1000, was 1}. */
    @Override
    public String toString() {
        return path + ": must " + rule + ", was " + value;
    }
}
