package io.klarion.core.delivery;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.distribution.Segment;
import java.util.List;
import java.util.OptionalDouble;

/** A page about nothing real, for trying out a recipient or a template. It says so. */
public final class SamplePage {

    private SamplePage() {}

    /** The page of this moment: epoch milliseconds. */
    public static Page at(long now) {
        Alert alert = new Alert(
                "test-" + now,
                "klarion-test",
                List.of("country"),
                new Segment(List.of("DE")),
                "sample",
                AlertKind.DRIFT,
                Severity.WARNING,
                AlertTransition.FIRING,
                now - 60_000,
                now,
                now - 60_000,
                now,
                OptionalDouble.of(0.31),
                OptionalDouble.of(0.27),
                OptionalDouble.of(0.35),
                0.1,
                1000,
                List.of(),
                0,
                "This is a test of Klarion's notifications; nothing has drifted.");
        return Page.of(PageKind.FIRING, List.of(new Taken(alert, new Mark(0, 0), now)), List.of(), 0);
    }
}
