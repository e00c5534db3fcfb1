package io.klarion.faults;

import java.time.Duration;

/**
 * An answer of an instance's HTTP server.
 *
 * @param status the HTTP status
 * @param body the text
 * @param took how long it took
 */
public record Page(int status, String body, Duration took) {}
