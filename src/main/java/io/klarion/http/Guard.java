package io.klarion.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in: everybody where there is no token, else who knows it, by {@code Authorization: Bearer} or by the cookie
 * that logging in gives.
 *
 * <p>The cookie holds no token but its own expiry under a signature made with the token, so that every instance with
 * the same token honours it and none has to remember it. Comparisons take the same time whatever they find. Thread-safe.
 */
final class Guard {

    /** The name of the cookie. */
    static final String COOKIE = "klarion";

    /** For how long a log-in lasts. */
    static final Duration SESSION = Duration.ofHours(12);

    private static final String BEARER = "Bearer ";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LONGEST = 4096;

    private final Optional<String> token;
    private final Clock clock;

    Guard(Optional<String> token, Clock clock) {
        this.token = token;
        this.clock = clock;
    }

    /** Whether nobody is turned away. */
    boolean isOpen() {
        return token.isEmpty();
    }

    /** Whether someone with these headers is let in. */
    boolean lets(@Nullable String authorization, @Nullable String cookie) {
        return isOpen() || (authorization != null && isToken(authorization)) || (cookie != null && isSession(cookie));
    }

    private boolean isToken(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && knows(authorization.substring(BEARER.length()).strip());
    }

    /** Whether this is the token; false where there is none. */
    boolean knows(@Nullable String offered) {
        return offered != null && offered.length() <= LONGEST && token.isPresent() && same(offered, token.get());
    }

    /** The value of a cookie for someone who knows the token. */
    String session() {
        long until = clock.instant().plus(SESSION).getEpochSecond();
        return until + "." + signature(until);
    }

    private boolean isSession(String cookie) {
        int dot = cookie.indexOf('.');
        if (dot < 1 || cookie.length() > LONGEST || !cookie.substring(0, dot).matches("\\d{1,12}")) {
            return false;
        }
        long until = Long.parseLong(cookie.substring(0, dot));
        return same(cookie.substring(dot + 1), signature(until))
                && clock.instant().getEpochSecond() < until;
    }

    private String signature(long until) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes(token.orElseThrow()), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(bytes("klarion session until " + until)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java platform", e);
        }
    }

    private static boolean same(String offered, String expected) {
        return MessageDigest.isEqual(bytes(offered), bytes(expected));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
