package io.klarion.detection;

/**
 * Something that must hold.
 *
 * @param name what
 * @param limit the demand, in words
 * @param measured what was measured, in words
 * @param met whether it holds
 */
record Bar(String name, String limit, String measured, boolean met) {

    /** How it stands: met, a known gap, or broken. */
    Standing standing() {
        if (met) {
            return Standing.MET;
        }
        return KnownGaps.MEASURED.containsKey(name) ? Standing.KNOWN_GAP : Standing.BROKEN;
    }

    /** How a bar stands. */
    enum Standing {
        /** It holds. */
        MET("met"),
        /** It does not hold, as published. */
        KNOWN_GAP("not met"),
        /** It held before. */
        BROKEN("BROKEN");

        private final String text;

        Standing(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
