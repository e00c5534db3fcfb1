/**
 * What Klarion serves over HTTP: metrics, health, and a page that links to them. Reading only.
 *
 * <p>May import core, {@code codec}, {@code metrics}, Javalin. Knows no Kafka; health comes through a port.
 */
@NullMarked
package io.klarion.http;

import org.jspecify.annotations.NullMarked;
