package io.klarion.metrics;

/**
 * One answer to a scrape.
 *
 * @param contentType its media type, with version and character set
 * @param body its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, to be sent
public record Exposition(String contentType, byte[] body) {}
