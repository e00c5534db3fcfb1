package io.klarion.http;

/** Where health comes from. Asked at every request, by several threads; must answer at once. */
public interface HealthSource {

    /** Everything is fine, always. */
    HealthSource ALWAYS_UP = new HealthSource() {
        @Override
        public Health live() {
            return Health.UP;
        }

        @Override
        public Health ready() {
            return Health.UP;
        }
    };

    /** Whether the process can go on by itself; down means that only a restart helps. */
    Health live();

    /** Whether it does its work right now; down while it starts, restores or has lost its broker. */
    Health ready();
}
