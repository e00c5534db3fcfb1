/** The whole set of programs together, as real processes: broker, Klarion, Prometheus, Alertmanager, a webhook receiver. */
@NullMarked
package io.klarion.endtoend;

import org.jspecify.annotations.NullMarked;
