/**
 * The demo: a real broker in this process, a believable stream with known drifts, and the account of what was found.
 *
 * <p>May import core and Kafka's clients; the only room that may import Kafka's broker. Knows no topology, no config
 * loader, no console: it offers texts and files, the command wires them.
 */
@NullMarked
package io.klarion.demo;

import org.jspecify.annotations.NullMarked;
