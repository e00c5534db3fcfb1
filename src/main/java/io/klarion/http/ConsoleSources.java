package io.klarion.http;

import io.klarion.console.Console;
import io.klarion.core.monitor.Monitor;
import io.klarion.metrics.KlarionMetrics;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the console is fed from.
 *
 * @param console the results of all instances
 * @param monitors the monitors of this process with the versions of references it knows now
 * @param metrics what this process reads and how far it has come
 * @param clock what watermarks are compared with
 */
public record ConsoleSources(Console console, Supplier<List<Monitor>> monitors, KlarionMetrics metrics, Clock clock) {}
