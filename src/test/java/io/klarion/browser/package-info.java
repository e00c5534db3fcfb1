/**
 * A real browser for tests of pages: Chromium without a window, spoken to by its DevTools protocol over the JDK's own
 * WebSocket, so that no test needs a driver or a download.
 */
@NullMarked
package io.klarion.browser;

import org.jspecify.annotations.NullMarked;
