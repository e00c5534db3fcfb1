package io.klarion.fuzz;

import java.util.List;

/**
 * One way in for bytes from outside, and what must hold whatever they are. Anything thrown is a finding. Not
 * thread-safe.
 */
interface FuzzTarget {

    /** How the target is called in file names. */
    String name();

    /** Inputs that are accepted, or nearly, for mutations to begin with. */
    List<byte[]> seeds();

    /** Words of the input's language, put in as a whole now and then. */
    List<String> words();

    /** Takes one input; returns when all is well. */
    void take(byte[] input);

    /** How many mutants fit into a second or so. */
    int mutants();

    /** How many bytes may be allocated for an input of {@code length} bytes. */
    long allowedBytes(int length);
}
