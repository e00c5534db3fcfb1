/**
 * The proof of detection: false alarms, power and delay of Klarion's rule beside simpler ones, on simulated streams with
 * fixed seeds and on labelled public series. Klarion's rule is the product's own core; the others are written here.
 */
@NullMarked
package io.klarion.detection;

import org.jspecify.annotations.NullMarked;
