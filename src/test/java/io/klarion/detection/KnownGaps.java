package io.klarion.detection;

import java.util.Map;

/** The bars that are not met yet, each with what was measured when it was put here. All others must hold. */
final class KnownGaps {

    static final Map<String, String> MEASURED = Map.of();

    private KnownGaps() {}
}
