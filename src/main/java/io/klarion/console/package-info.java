/**
 * What the console shows: the latest results of all monitors, kept in bounded memory, and their JSON form.
 *
 * <p>May import core, {@code web} and Jackson. Knows neither Kafka nor HTTP: results are handed in, answers handed out.
 */
@NullMarked
package io.klarion.console;

import org.jspecify.annotations.NullMarked;
