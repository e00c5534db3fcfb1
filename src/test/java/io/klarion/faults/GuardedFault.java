package io.klarion.faults;

/** A row in which one instance meets a broker that lets in only whom it knows, and grants only what it must. */
public non-sealed interface GuardedFault extends Trial {

    /**
     * Lets the instance meet the broker, and sees what it says.
     *
     * @return what was seen, in one sentence with numbers
     * @throws Exception or an {@link AssertionError} when it was not as expected
     */
    String happen(GuardedScene scene) throws Exception;
}
