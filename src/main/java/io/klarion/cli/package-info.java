/** The command line: the only package that may know all others. */
@NullMarked
package io.klarion.cli;

import org.jspecify.annotations.NullMarked;
