package io.klarion.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.core.distribution.FeatureType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TopCellsTest {

    /* 500 records, 100 of them missing; smoothing adds half a record to each of four cells, here and to 998 of the reference. */
    private static FeatureVerdict feature(FeatureType type, CellVerdict... cells) {
        OptionalDouble none = OptionalDouble.empty();
        return new FeatureVerdict(
                "x",
                type,
                FeatureState.DRIFT,
                500,
                60,
                40,
                500,
                998,
                998,
                "none",
                DetectSpec.DEFAULT,
                none,
                none,
                none,
                none,
                none,
                Map.of(),
                List.of(cells),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static CellVerdict cell(String name, long count, double window, double reference, double contribution) {
        return new CellVerdict(name, count, window, reference, contribution);
    }

    @Test
    void sharesAreThoseThatWereCountedGreatestContributionFirst() {
        FeatureVerdict numbers = feature(
                FeatureType.NUMERIC,
                cell("a", 100, 0.2, 0.3005, 0.1),
                cell("b", 300, 0.6, 0.4005, 0.2),
                cell("c", 40, 0.08, 0.0005, 0.05),
                cell("d", 60, 0.12, 0.2985, 0.01));
        assertThat(TopCells.of(numbers, true))
                .containsExactly(
                        cell("b", 300, 0.6, 400 / 998.0, 0.2),
                        cell("a", 100, 0.2, 300 / 998.0, 0.1),
                        cell("c", 40, 0.08, 0, 0.05));
    }

    @Test
    void cellsWithoutAContributionAndCellsWhoseCountsSayOtherwiseAreLeftOut() {
        FeatureVerdict numbers = feature(
                FeatureType.NUMERIC,
                cell("nothing", 300, 0.6, 0.4005, 0),
                cell("rises only smoothed", 100, 0.31, 0.3005, 0.1),
                cell("same when counted", 0, 0.001, 0.0005, 0.1),
                cell("falls only smoothed", 200, 0.3, 0.3005, 0.1));
        assertThat(TopCells.of(numbers, true)).isEmpty();
    }

    @Test
    void sharesOfAPairAreOfRecordsThatHaveBothAndItsReferenceStays() {
        FeatureVerdict pair = feature(FeatureType.JOINT, cell("a & b", 100, 0.24, 0.2, 0.1));
        assertThat(TopCells.of(pair, true)).containsExactly(cell("a & b", 100, 0.25, 0.2, 0.1));
    }

    @Test
    void nothingIsToldOfAFeatureWithoutCells() {
        assertThat(TopCells.of(SampleVerdicts.unjudged("x", FeatureState.NO_DATA), true))
                .isEmpty();
    }
}
