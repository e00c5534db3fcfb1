package io.klarion.fuzz;

/** Where Jazzer comes in: it calls {@link #fuzzerTestOneInput} over and over, guided by the code each input reaches. */
public final class GuidedFuzz {

    /** The system property that names the target. */
    static final String TARGET = "fuzz.target";

    private static final Measured MEASURED = new Measured(Targets.named(System.getProperty(TARGET, "record")));

    private GuidedFuzz() {}

    /** Gives one input to the target; what it throws ends the run as a finding. */
    public static void fuzzerTestOneInput(byte[] input) {
        MEASURED.take(input);
    }
}
