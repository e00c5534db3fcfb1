package io.klarion.http;

/**
 * One answer of a health check.
 *
 * @param isUp whether all is well
 * @param cause why not, in one sentence for a person; empty when all is well
 */
public record Health(boolean isUp, String cause) {

    /** All is well. */
    public static final Health UP = new Health(true, "");

    public Health {
        if (isUp != cause.isEmpty()) {
            throw new IllegalArgumentException("cause: must stand exactly where health is down, was '" + cause + "'");
        }
    }

    /** Something is wrong. */
    public static Health down(String cause) {
        return new Health(false, cause);
    }
}
