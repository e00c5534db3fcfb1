package io.klarion.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.monitor.MonitorSummary;
import io.klarion.core.monitor.MonitorSummary.Details;
import io.klarion.core.monitor.MonitorSummary.OfFeature;
import io.klarion.core.monitor.MonitorSummary.Records;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SummaryTableTest {

    @Test
    void everyFeatureIsALine() {
        MonitorSummary loans = new MonitorSummary(
                "loans",
                Optional.of(new Records(61_234, 60_900, 300, 34)),
                24,
                2,
                new TreeMap<>(Map.of(
                        "income", new OfFeature(24, 9, 1, OptionalLong.of(1_767_268_800_000L), 0.412, Details.NONE),
                        "age", new OfFeature(24, 0, 0, OptionalLong.empty(), 0.0181, Details.NONE),
                        "channel",
                                new OfFeature(
                                        20,
                                        20,
                                        1,
                                        OptionalLong.of(1_767_269_100_000L),
                                        Double.POSITIVE_INFINITY,
                                        Details.NONE))));
        MonitorSummary empty = new MonitorSummary("cards", Optional.of(new Records(0, 0, 0, 0)), 0, 0, new TreeMap<>());
        MonitorSummary judged = new MonitorSummary("of-verdicts", Optional.empty(), 1, 0, new TreeMap<>());

        assertThat(SummaryTable.text(loans) + SummaryTable.text(empty) + SummaryTable.text(judged))
                .isEqualTo("""
                        loans  61,234 records, 300 late, 34 rejected, 24 windows, 2 alerts
                          feature  windows  in drift           alerts   peak  first onset
                          age           24         0                0  0.018
                          channel       20        20  100.0 %       1      ∞  2026-01-01T12:05:00Z
                          income        24         9  37.5 %        1  0.412  2026-01-01T12:00:00Z
                        cards  0 records, 0 late, 0 rejected, 0 windows, 0 alerts
                          no window was judged
                        of-verdicts  1 window, 0 alerts
                          no window was judged
                        """);
    }
}
