package io.klarion.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReferenceDifferenceTest {

    private static final Binning ONE = NumericBinning.ofEdges(0, 1);
    private static final Binning TWO = NumericBinning.ofEdges(0, 2);

    private static FeatureCells categories(String... names) {
        return new FeatureCells("channel", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of(names)));
    }

    private static Reference of(FeatureCells feature, long... counts) {
        return of(List.of(feature), List.of(counts));
    }

    private static Reference of(List<FeatureCells> features, List<long[]> counts) {
        List<FeatureReference> references = counts.stream()
                .map(each ->
                        new FeatureReference(each, (double) LongStream.of(each).sum(), Dispersion.UNKNOWN))
                .toList();
        return new Reference(
                "r",
                1,
                Long.MIN_VALUE,
                new Provenance("test", 0, 0, 0),
                CellLayout.of(features),
                new Population(LongStream.of(counts.get(0)).sum(), references),
                new TreeMap<>());
    }

    @Test
    void theCellsThatMovedMostAreSaidInWords() {
        FeatureCells web = categories("web", "shop");
        ReferenceDifference difference =
                ReferenceDifference.of(of(web, 900, 100, 0, 0, 0), of(web, 700, 300, 0, 0, 0), true);

        assertThat(difference.text()).contains("shop rose from 10.0 % to 30.0 %");
        // 0.7 ln(0.7 / 0.9) + 0.3 ln(0.3 / 0.1), but for half a record a cell
        assertThat(difference.sum()).isCloseTo(0.1537, within(0.002));
        assertThat(difference.compared()).isEqualTo(1);
    }

    @Test
    void categoryValuesAreHiddenUnlessAskedFor() {
        FeatureCells web = categories("web", "shop");
        String text = ReferenceDifference.of(of(web, 900, 100, 0, 0, 0), of(web, 700, 300, 0, 0, 0), false)
                .text();

        assertThat(text).contains("category 2 rose from 10.0 %").doesNotContain("shop");
    }

    @Test
    void theValuesOfAPairAreHiddenTheSameWay() {
        FeatureCells route =
                new FeatureCells("route", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("north")));
        FeatureCells channel = categories("web", "shop");
        FeatureCells pair = JointBinning.of(channel, route).feature();
        long[] before = new long[pair.binning().cells()];
        long[] after = new long[pair.binning().cells()];
        Arrays.fill(before, 10);
        Arrays.fill(after, 10);
        after[1] = 400;

        List<FeatureCells> all = List.of(channel, route, pair);
        List<long[]> same = List.of(new long[] {9, 1, 0, 0, 0}, new long[] {9, 0, 0, 0});
        Reference first = of(all, List.of(same.get(0), same.get(1), before));
        Reference second = of(all, List.of(same.get(0), same.get(1), after));
        assertThat(ReferenceDifference.of(first, second, false).text())
                .contains("pair 2 rose from ")
                .doesNotContain("web")
                .doesNotContain("north");
        assertThat(ReferenceDifference.of(first, second, true).text()).contains("web & ");
    }

    @Test
    void theSameCountsDifferInNothing() {
        FeatureCells web = categories("web", "shop");
        ReferenceDifference difference =
                ReferenceDifference.of(of(web, 900, 100, 0, 0, 0), of(web, 900, 100, 0, 0, 0), true);

        assertThat(difference.sum()).isZero();
        assertThat(difference.text()).doesNotContain(" from ");
    }

    @Test
    void listsOfCategoriesAreComparedByThoseThatBothHave() {
        ReferenceDifference difference = ReferenceDifference.of(
                of(categories("web", "shop"), 500, 400, 100, 0, 0),
                of(categories("web", "app"), 500, 300, 200, 0, 0),
                true);

        assertThat(difference.sum()).isZero();
        assertThat(difference.text())
                .contains("channel is compared by the 1 categories that both have; all others are other");
    }

    @Test
    void numbersWithOtherBinsAreNotCompared() {
        ReferenceDifference difference = ReferenceDifference.of(
                of(new FeatureCells("x", FeatureType.NUMERIC, ONE), new long[ONE.cells()]),
                of(new FeatureCells("x", FeatureType.NUMERIC, TWO), new long[TWO.cells()]),
                true);

        assertThat(difference.compared()).isZero();
        assertThat(difference.text())
                .isEqualTo("  x has other cells: not compared; build one with the bins of the other"
                        + " (bins: { edges: [...] })\n");
    }

    @Test
    void featuresThatCameOrWentAreTold() {
        ReferenceDifference difference = ReferenceDifference.of(
                of(categories("web"), 5, 0, 0, 0),
                of(new FeatureCells("x", FeatureType.NUMERIC, ONE), new long[ONE.cells()]),
                true);

        assertThat(difference.text())
                .isEqualTo("  channel is gone: nothing to compare it with\n  x is new: nothing to compare it with\n");
    }
}
