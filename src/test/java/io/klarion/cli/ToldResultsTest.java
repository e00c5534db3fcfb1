package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.delivery.Alerts;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.core.detect.Verdict;
import org.junit.jupiter.api.Test;

class ToldResultsTest {

    private final Verdict first = SampleVerdicts.verdict(0);
    private final Verdict second = SampleVerdicts.verdict(1);
    private final Alert firing = alert(AlertTransition.FIRING);
    private final ToldResults told = new ToldResults();

    private static Alert alert(AlertTransition state) {
        return Alerts.alert("loans", "DE", "income", Severity.WARNING, state, 0.2);
    }

    @Test
    void nothingIsMissingWhenNothingWasTold() {
        told.found(first);

        assertThat(told.missing()).isEmpty();
    }

    @Test
    void whatWasToldTwiceIsFoundOnce() {
        told.add(first);
        told.add(first);
        told.add(firing);
        told.found(first);
        told.found(firing);

        assertThat(told.missing()).isEmpty();
    }

    @Test
    void whatIsNotFoundIsNamed() {
        told.add(second);
        told.add(first);
        told.add(SampleVerdicts.revised(first, 1));
        told.found(first);

        assertThat(told.missing())
                .hasValue("results: must be committed, 2 were not, the first of them the verdict"
                        + " loans|DE|2026-01-01T12:05:00Z revision 1 part 0; the cluster refused the last commit or"
                        + " has deleted them, run it again");
    }

    @Test
    void oneStateOfAnAlertIsNotAnother() {
        told.add(firing);
        told.add(alert(AlertTransition.RESOLVED));
        told.found(firing);

        assertThat(told.missing())
                .hasValueSatisfying(
                        missing -> assertThat(missing)
                                .startsWith(
                                        "results: must be committed, 1 were not, the first of them the alert income RESOLVED of"));
    }
}
