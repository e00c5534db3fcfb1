package io.klarion.faults;

/** A row of the matrix. */
public sealed interface Trial permits Fault, GuardedFault {

    /** Lower-case words joined by hyphens; also the application id, the name of its directory and what selects it. */
    String name();

    /** What must come of it, in one sentence. */
    String expected();
}
