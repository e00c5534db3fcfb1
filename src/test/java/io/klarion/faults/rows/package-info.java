/** The rows of the fault matrix: what is done to a scene, and what is expected of it. */
@NullMarked
package io.klarion.faults.rows;

import org.jspecify.annotations.NullMarked;
