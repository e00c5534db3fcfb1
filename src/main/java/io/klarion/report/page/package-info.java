/**
 * The report of a run as one HTML page that needs nothing else: what drifted, when it started, how sure that is, and
 * what moved. Its style sheet, scripts and vendored chart library are resources of this package.
 *
 * <p>May import {@code core}, {@code codec} and the rest of {@code report}. Must not decide what drifts: it tells what
 * verdicts and alerts say.
 */
@NullMarked
package io.klarion.report.page;

import org.jspecify.annotations.NullMarked;
