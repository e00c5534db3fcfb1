package io.klarion.cli;

/** Entry point of the {@code klarion} command. */
public final class Klarion {

    private Klarion() {}

    /**
     * Runs one command.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        String version = Klarion.class.getPackage().getImplementationVersion();
        System.out.println("klarion " + (version == null ? "development" : version));
    }
}
