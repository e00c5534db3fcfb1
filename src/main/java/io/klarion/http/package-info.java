/**
 * What Klarion serves over HTTP: metrics, health and the console with its API. Reading only.
 *
 * <p>May import core, {@code codec}, {@code metrics}, {@code console}, {@code web}, Javalin. Knows no Kafka; health comes through a port.
 */
@NullMarked
package io.klarion.http;

import org.jspecify.annotations.NullMarked;
