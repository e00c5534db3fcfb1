/**
 * The configuration: from a YAML file to the monitors of the core, or to every problem in it at once.
 *
 * <p>{@link io.klarion.config.ConfigLoader} reads a file, {@link io.klarion.config.MonitorCompiler} joins it with
 * the references it names. Defaults stand in the readers and nowhere else, or in the core's {@code DEFAULT}s.
 * What a record of Kafka or a file of data looks like does not belong here.
 *
 * <p>May import the core, codec, Jackson and commons-text.
 */
@NullMarked
package io.klarion.config;

import org.jspecify.annotations.NullMarked;
