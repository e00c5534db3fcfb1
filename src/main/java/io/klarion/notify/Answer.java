package io.klarion.notify;

import java.util.OptionalLong;
import java.util.Set;

/**
 * What came of one request.
 *
 * @param status the HTTP status; 0 where there was no answer, −1 where there was nothing that could be sent
 * @param retryAfter the wait in milliseconds that was asked for
 * @param problem why there was no answer; empty where there was one
 */
record Answer(int status, OptionalLong retryAfter, String problem) {

    /* Answers that say "not like this", but where a change at the receiver alone can help. */
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(401, 403, 407, 408, 409, 421, 423, 425, 429);

    private static final int UNSENT = -1;

    /** The answer to a request that was not needed. */
    static final Answer NOTHING_TO_TELL = new Answer(200, OptionalLong.empty(), "");

    static Answer none(String problem) {
        return new Answer(0, OptionalLong.empty(), problem);
    }

    /** No request was made, and none ever can be. */
    static Answer unsent(String problem) {
        return new Answer(UNSENT, OptionalLong.empty(), problem);
    }

    boolean isTaken() {
        return status >= 200 && status < 300;
    }

    /** Whether sending the same again can never help. */
    boolean isRefusal() {
        return status == UNSENT || (status >= 400 && status < 500 && !WORTH_ANOTHER_TRY.contains(status));
    }

    /** For the log: nothing that the receiver wrote. */
    String text() {
        if (status <= 0) {
            return problem;
        }
        boolean isRedirect = status >= 300 && status < 400;
        return "HTTP " + status + (isRedirect ? ", and redirects are not followed" : "");
    }
}
