package io.klarion.faults.rows;

import io.klarion.faults.Scene;
import java.time.Instant;

/** For how long at most a reader of committed records saw no verdict; begins when it is made. */
final class Silence {

    private static final double MILLIS_PER_SECOND = 1000;

    private final Scene scene;
    private final Instant since = Instant.now();

    Silence(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String toString() {
        return String.format(
                "at most %.1f s without a verdict",
                scene.verdicts().longestSilence(since).toMillis() / MILLIS_PER_SECOND);
    }
}
