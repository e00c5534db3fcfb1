package io.klarion.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.config.HttpConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

    private static final String TOKEN = "a-token-of-many-letters";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static Guard at(Instant time) {
        return new Guard(Optional.of(TOKEN), Clock.fixed(time, ZoneOffset.UTC));
    }

    @Test
    void withoutATokenNobodyIsTurnedAway() {
        Guard open = new Guard(Optional.empty(), Clock.systemUTC());

        assertThat(open.lets(null, null)).isTrue();
        assertThat(open.knows("")).isFalse();
        assertThat(open.knows(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a-token-of-many-letters", "bearer  a-token-of-many-letters "})
    void whoSendsTheTokenIsLetIn(String header) {
        assertThat(at(NOON).lets(header, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "a-token-of-many-letters",
                "Basic a-token-of-many-letters",
                "Bearer a-token-of-many-letter",
                "Bearer a-token-of-many-letters2",
                "Bearer A-TOKEN-OF-MANY-LETTERS"
            })
    void everybodyElseIsNot(String header) {
        assertThat(at(NOON).lets(header, null)).isFalse();
    }

    @Test
    void aSessionLastsTwelveHoursOnEveryInstanceWithTheSameToken() {
        String cookie = at(NOON).session();

        assertThat(cookie).doesNotContain(TOKEN);
        assertThat(at(NOON).lets(null, cookie)).isTrue();
        assertThat(at(NOON.plus(Duration.ofHours(12)).minusSeconds(1)).lets(null, cookie))
                .isTrue();
        assertThat(at(NOON.plus(Duration.ofHours(12))).lets(null, cookie)).isFalse();
        assertThat(new Guard(Optional.of("another-token-of-letters"), Clock.fixed(NOON, ZoneOffset.UTC))
                        .lets(null, cookie))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", ".ab", "99999999999.00", "x.y", "-1.ab", "9999999999999999999999.ab"})
    void aForgedSessionIsNone(String cookie) {
        assertThat(at(NOON).lets(null, cookie)).isFalse();
    }

    @Test
    void aSessionCannotBeMadeToLastLonger() {
        String cookie = at(NOON).session();
        long until = Long.parseLong(cookie.substring(0, cookie.indexOf('.')));

        assertThat(at(NOON).lets(null, (until + 1) + cookie.substring(cookie.indexOf('.'))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST:8080, true",
        "127.0.0.1:80, true",
        "127.9.8.7, true",
        "[::1]:8080, true",
        "::1, false",
        "evil.example, false",
        "localhost.evil.example:8080, false",
        "127.0.0.1.evil.example, false",
        "'', false"
    })
    void onlyTheOwnNamesOfThisMachineAreItsOwn(String header, boolean isLocal) {
        assertThat(LocalNames.isLocalHeader(header)).isEqualTo(isLocal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "127.0.0.1", "127.9.8.7", "::1", "[::1]", "127.1", "127.example.com", "0.0.0.0"})
    void whereNoTokenIsAskedForTheGuardAgainstNamesOfOthersIsOn(String bind) {
        HttpConfig config = new HttpConfig(bind, 0, Optional.empty(), Optional.empty(), false);

        assertThat(LocalNames.isLocal(bind)).isEqualTo(config.isLoopback());
    }
}
