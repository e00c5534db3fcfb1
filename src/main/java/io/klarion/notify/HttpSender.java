package io.klarion.notify;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts JSON to addresses of the configuration. Follows no redirects: a receiver does not decide where alerts go. Reads no
 * body: what a receiver says beyond its status is not needed, and might be endless.
 */
final class HttpSender {

    private static final Logger LOG = LoggerFactory.getLogger(HttpSender.class);

    private final HttpClient client;
    private final Clock clock;

    HttpSender(Duration connect, Clock clock) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build();
        this.clock = clock;
    }

    /** Sends; never fails otherwise than by its answer, at the latest after {@code timeout}. */
    CompletableFuture<Answer> post(URI url, Map<String, String> headers, byte[] body, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "klarion")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .handle((response, failure) -> failure == null ? answer(response) : failed(failure));
    }

    private Answer answer(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            LOG.debug("the answer's body cannot be closed", e);
        }
        return new Answer(response.statusCode(), retryAfter(response), "");
    }

    private OptionalLong retryAfter(HttpResponse<?> response) {
        String text = response.headers().firstValue("Retry-After").orElse("").trim();
        if (text.matches("\\d{1,9}")) {
            return OptionalLong.of(Duration.ofSeconds(Long.parseLong(text)).toMillis());
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return OptionalLong.of(Math.max(0, until.toInstant().toEpochMilli() - clock.millis()));
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    /* Messages of the client may hold the address, which may be secret. */
    private static Answer failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return Answer.none(
                cause instanceof HttpTimeoutException
                        ? "no answer in time"
                        : "no answer (" + cause.getClass().getSimpleName() + ")");
    }
}
