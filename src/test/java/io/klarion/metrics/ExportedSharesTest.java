package io.klarion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBin;
import io.klarion.core.distribution.NumericBinning;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ExportedSharesTest {

    private static final String OF_F = "{feature=\"f\",monitor=\"loans\",segment=\"country=DE\"";

    @Test
    void numericFeatureIsAGaugeHistogramWithTheCellsEdges() {
        Scraped scraped = published(NumericBinning.ofEdges(0, 10, 20), false, 1, 2, 3, 4, 5, 0);

        assertThat(scraped.series("klarion_window_values_bucket"))
                .containsExactly(
                        "klarion_window_values_bucket" + OF_F + ",le=\"+Inf\"} 10",
                        "klarion_window_values_bucket" + OF_F + ",le=\"0.0\"} 1",
                        "klarion_window_values_bucket" + OF_F + ",le=\"10.0\"} 3",
                        "klarion_window_values_bucket" + OF_F + ",le=\"20.0\"} 6");
        assertThat(scraped.openMetrics())
                .contains("# TYPE klarion_window_values gaugehistogram")
                .contains("klarion_window_values_bucket" + OF_F + ",le=\"20.0\"} 6");
        assertThat(scraped.series("klarion_window_share")).isEmpty();
    }

    @Test
    void referenceIsCountedAsItsSharesTell() {
        Scraped scraped = published(NumericBinning.ofEdges(0, 10, 20), false, 1, 2, 3, 4, 5, 0);

        assertThat(scraped.series("klarion_reference_values_bucket"))
                .as("a sixth of 600 in each cell, the first four of which lie on the number line")
                .containsExactly(
                        "klarion_reference_values_bucket" + OF_F + ",le=\"+Inf\"} 400",
                        "klarion_reference_values_bucket" + OF_F + ",le=\"0.0\"} 100",
                        "klarion_reference_values_bucket" + OF_F + ",le=\"10.0\"} 200",
                        "klarion_reference_values_bucket" + OF_F + ",le=\"20.0\"} 300");
    }

    @Test
    void pointMassAndTheIntervalBeforeItAreOneBucket() {
        NumericBinning binning = NumericBinning.of(
                List.of(NumericBin.halfOpen(0, 7), NumericBin.point(7), new NumericBin(7, false, 9, true)));
        Scraped scraped = published(binning, false, 0, 1, 10, 100, 1000, 0, 0);

        assertThat(scraped.series("klarion_window_values_bucket"))
                .containsExactly(
                        "klarion_window_values_bucket" + OF_F + ",le=\"+Inf\"} 1111",
                        "klarion_window_values_bucket" + OF_F + ",le=\"0.0\"} 0",
                        "klarion_window_values_bucket" + OF_F + ",le=\"7.0\"} 11",
                        "klarion_window_values_bucket" + OF_F + ",le=\"9.0\"} 111");
    }

    @Test
    void categoriesAreLabelsOnlyWhereTheirValuesMayBeShown() {
        CategoricalBinning binning = CategoricalBinning.of(List.of("web", "missing"));

        assertThat(published(binning, true, 5, 1, 1, 2, 1).series("klarion_window_share"))
                .as("a category that is called missing is not what is missing")
                .containsExactly(
                        "klarion_window_share{cell=\"(invalid)\"," + OF_F.substring(1) + "} 0.1",
                        "klarion_window_share{cell=\"(missing)\"," + OF_F.substring(1) + "} 0.2",
                        "klarion_window_share{cell=\"(other)\"," + OF_F.substring(1) + "} 0.1",
                        "klarion_window_share{cell=\"missing\"," + OF_F.substring(1) + "} 0.1",
                        "klarion_window_share{cell=\"web\"," + OF_F.substring(1) + "} 0.5");
        assertThat(published(binning, false, 5, 1, 1, 2, 1).series("klarion_window_share"))
                .hasSize(5)
                .noneMatch(line -> line.contains("web"))
                .anyMatch(line -> line.contains("cell=\"category 1\"") && line.endsWith(" 0.5"));
    }

    @Test
    void categoriesBeyondTheTwentiethAreOneSeries() {
        List<String> names = IntStream.range(0, 30).mapToObj(i -> "c" + i).toList();
        long[] counts = IntStream.range(0, 33).mapToLong(i -> 1).toArray();
        Scraped scraped = published(CategoricalBinning.of(names), true, counts);

        assertThat(scraped.series("klarion_window_share")).hasSize(20 + 1 + 3);
        assertThat(scraped.series("klarion_window_share{cell=\"(rest)\""))
                .singleElement()
                .satisfies(line -> assertThat(Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .isCloseTo(10.0 / 33, Offset.offset(1e-12)));
    }

    @Test
    void featuresThatDoNotAskHaveNoShares() {
        try (KlarionMetrics metrics = KlarionMetrics.create(Clock.systemUTC(), MetricsPlan.PLAIN)) {
            metrics.tasks().open("1_0").publish(SampleVerdicts.verdict(0, SampleVerdicts.stable("f")), Set.of());

            assertThat(new Scraped(metrics)
                            .series("klarion_window_values", "klarion_window_share", "klarion_reference_"))
                    .filteredOn(line -> !line.contains("reference_info"))
                    .isEmpty();
        }
    }

    private static Scraped published(Binning binning, boolean showValues, long... counts) {
        MetricsPlan.OfMonitor loans =
                new MetricsPlan.OfMonitor(Optional.empty(), Map.of("f", new MetricsPlan.Shares(binning, showValues)));
        KlarionMetrics metrics =
                KlarionMetrics.create(Clock.systemUTC(), new MetricsPlan(10, new TreeMap<>(Map.of("loans", loans))));
        metrics.tasks().open("1_0").publish(SampleVerdicts.verdict(0, feature(binning, counts)), Set.of());
        return new Scraped(metrics);
    }

    /* Shares as they are, against a reference of 600 records, all cells alike. */
    private static FeatureVerdict feature(Binning binning, long... counts) {
        long n = IntStream.range(0, counts.length).mapToLong(i -> counts[i]).sum();
        List<CellVerdict> cells = new ArrayList<>();
        for (int cell = 0; cell < counts.length; cell++) {
            cells.add(new CellVerdict(
                    binning.label(cell), counts[cell], (double) counts[cell] / n, 1.0 / counts.length, 0));
        }
        return new FeatureVerdict(
                "f",
                binning instanceof NumericBinning ? FeatureType.NUMERIC : FeatureType.CATEGORICAL,
                FeatureState.STABLE,
                n,
                0,
                0,
                n,
                600,
                600,
                "none",
                DetectSpec.DEFAULT,
                OptionalDouble.of(0),
                OptionalDouble.of(0),
                OptionalDouble.of(0),
                OptionalDouble.of(0),
                OptionalDouble.of(1),
                Map.of(),
                cells,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
