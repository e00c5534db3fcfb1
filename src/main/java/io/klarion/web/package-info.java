/**
 * What Klarion's pages, the report and the console, have in common: their style, charts and scripts, and the compact
 * form of a series of windows that those scripts read.
 *
 * <p>May import core and Jackson. Knows no HTTP, no Kafka, no report.
 */
@NullMarked
package io.klarion.web;

import org.jspecify.annotations.NullMarked;
