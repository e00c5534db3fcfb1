package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {

    private final Series series = Series.parse("""
            # HELP klarion_records_total Records by what became of them.
            # TYPE klarion_records_total counter
            klarion_records_total{monitor="a b",result="counted"} 12.0
            klarion_records_total{monitor="c",result="counted"} 3
            klarion_records_total{monitor="c",result="late"} 1e2
            klarion_records_total_created 7.0

            klarion_up 1.0
            klarion_limit{of="x"} +Inf
            """);

    @Test
    void aSumTakesTheSeriesOfExactlyThisNameThatHaveAllTheLabels() {
        assertThat(series.sum("klarion_records_total")).isEqualTo(115);
        assertThat(series.sum("klarion_records_total", "result=\"counted\"")).isEqualTo(15);
        assertThat(series.sum("klarion_records_total", "result=\"counted\"", "monitor=\"c\""))
                .isEqualTo(3);
        assertThat(series.sum("klarion_up")).isEqualTo(1);
        assertThat(series.sum("klarion_records")).isZero();
    }

    @Test
    void commentsAndBlankLinesAreNoSeries() {
        assertThat(series.all()).hasSize(6).containsEntry("klarion_limit{of=\"x\"}", Double.POSITIVE_INFINITY);
    }
}
