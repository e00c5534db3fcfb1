package io.klarion.detection;

/** A made-up feature: draws references, and windows of what may happen after each. */
interface SimulatedFeature {

    /** A new reference. */
    Drawn draw();

    /** One reference and the windows that may follow it. */
    interface Drawn {

        ReferenceSample reference();

        Window window(Scenario scenario);
    }
}
