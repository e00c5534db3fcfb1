/**
 * What people read: the live table on a terminal, plain lines in a pipe, the summary at the end.
 *
 * <p>May import core, {@code codec}, {@code metrics} and JLine. Decides nothing; gets its values and its clock from outside. Every text
 * that comes from data goes through {@link io.klarion.report.PrintableText}.
 */
@NullMarked
package io.klarion.report;

import org.jspecify.annotations.NullMarked;
