/**
 * The fault harness: real brokers, real Klarion processes, a producer whose log is known, a recount that knows nothing
 * of the protocol, and what can be done to them. The rows of the matrix are in {@code rows}.
 */
@NullMarked
package io.klarion.faults;

import org.jspecify.annotations.NullMarked;
