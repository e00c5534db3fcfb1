/**
 * Byte and text forms: JSON records in, verdicts and alerts out, files of records, and the binary form of what
 * travels between the stages and rests in state stores.
 *
 * <p>May import core, Jackson and FastCSV. Makes no decisions: what cannot be read is named, never guessed. Every
 * binary form begins with its version; golden files hold each of them.
 */
@NullMarked
package io.klarion.codec;

import org.jspecify.annotations.NullMarked;
