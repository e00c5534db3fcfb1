package io.klarion.cli;

import io.klarion.core.reference.Reference;
import io.klarion.report.PrintableText;
import java.time.Instant;

/** What is said of a reference that was published. */
final class PublishedText {

    private PublishedText() {}

    static String of(String monitor, Reference published) {
        return "Published " + PrintableText.of(published.id()) + " version " + published.version() + " for monitor "
                + monitor + ": in force for windows that begin at " + Instant.ofEpochMilli(published.effectiveFrom())
                + " or later";
    }
}
