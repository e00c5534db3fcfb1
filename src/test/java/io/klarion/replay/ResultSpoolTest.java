package io.klarion.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.AlertJson;
import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.SampleAlerts;
import io.klarion.core.alert.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultSpoolTest {

    @TempDir
    Path directory;

    /* As where another version of the reference takes effect: the topic's partitions keep no order between the two. */
    @Test
    void theAlertThatEndsInAWindowComesBeforeTheOneThatBeginsInItHoweverTheyCame() {
        Alert ends = SampleAlerts.alert(3, "x", AlertTransition.RESOLVED, Severity.WARNING);
        Alert begins = SampleAlerts.alert(3, "x", AlertTransition.FIRING, Severity.WARNING);
        assertThat(drained(List.of(ends, begins))).containsExactly(ends, begins);
        assertThat(drained(List.of(begins, ends))).containsExactly(ends, begins);
    }

    @Test
    void windowsComeFirstThenFeatures() {
        List<Alert> inOrder = List.of(
                SampleAlerts.alert(1, "y", AlertTransition.FIRING, Severity.WARNING),
                SampleAlerts.alert(2, "x", AlertTransition.FIRING, Severity.WARNING),
                SampleAlerts.alert(2, "y", AlertTransition.RESOLVED, Severity.WARNING));
        List<Alert> reversed = new ArrayList<>(inOrder);
        Collections.reverse(reversed);
        assertThat(drained(reversed)).containsExactlyElementsOf(inOrder);
    }

    private List<Alert> drained(List<Alert> came) {
        List<Alert> drained = new ArrayList<>();
        try (ResultSpool spool = new ResultSpool(directory)) {
            came.forEach(alert -> spool.alert(AlertJson.write(alert), each -> "xy".indexOf(each.feature())));
            spool.drain(verdict -> {}, drained::add);
        }
        return drained;
    }
}
