package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.divergence.Goldens.Case;
import io.klarion.core.divergence.Goldens.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every value of the golden files that this package can compute; what it cannot is excluded by name. */
class DivergenceGoldenTest {

    private static final double LN_2 = StrictMath.log(2);

    /** Values of a case that are not checked here, each with its reason. */
    private static final Map<String, String> EXCLUDED = Map.of(
            "ks", "of raw values, before binning",
            "wasserstein1", "of raw values, before binning",
            "wasserstein1_over_ref_std", "of raw values, before binning",
            "peers_on_raw_values", "what other tools print; context, not targets",
            "tests.homogeneity.chi2_yates", "no continuity correction is offered",
            "tests.homogeneity.chi2_yates_p", "no continuity correction is offered",
            "tests.goodness_of_fit.chi2_p", "one-sample tests are not offered: the reference is a sample",
            "tests.goodness_of_fit.g_p", "one-sample tests are not offered: the reference is a sample",
            "tests.goodness_of_fit.p", "one-sample tests are not offered: the reference is a sample");

    private static final Set<String> INPUTS = Set.of(
            "id",
            "kind",
            "note",
            "window",
            "reference",
            "edges",
            "bin_order",
            "window_counts",
            "reference_counts",
            "undefined",
            "wasserstein1_undefined",
            "tests.homogeneity_undefined",
            "tests.goodness_of_fit.note",
            "results");

    private static final Set<String> CHECKED = Set.of(
            "tests.homogeneity.bins_used",
            "tests.homogeneity.dof",
            "tests.homogeneity.chi2",
            "tests.homogeneity.chi2_p",
            "tests.homogeneity.g",
            "tests.homogeneity.g_p",
            "tests.homogeneity.min_expected",
            "tests.goodness_of_fit.dof",
            "tests.goodness_of_fit.chi2",
            "tests.goodness_of_fit.g");

    static List<Case> cases() {
        return Goldens.cases();
    }

    static Stream<JsonNode> facts() {
        return Goldens.facts();
    }

    @Test
    void everyValueOfEveryCaseIsCheckedOrExcludedByName() {
        Set<String> unknown = new TreeSet<>();
        for (Case golden : Goldens.cases()) {
            collect("", golden.json(), unknown);
        }
        unknown.removeAll(INPUTS);
        unknown.removeAll(CHECKED);
        unknown.removeAll(EXCLUDED.keySet());
        assertThat(unknown).isEmpty();
        assertThat(Goldens.cases()).hasSize(62);
    }

    private static void collect(String prefix, JsonNode node, Set<String> names) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = prefix + field.getKey();
            boolean isOpen = name.equals("tests")
                    || (prefix.equals("tests.") && field.getValue().isObject());
            if (isOpen) {
                collect(name + ".", field.getValue(), names);
            } else if (!field.getValue().isNull()) {
                names.add(name);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void divergencesEqualTheGoldenOnesUnderEverySmoothing(Case golden) {
        for (Result result : golden.results()) {
            if (result.divergences().isNull()) {
                assertThatThrownBy(() -> SharePair.of(golden.window(), golden.reference(), result.smoothing()))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("counts: must have a finite sum above 0, was 0 over 3 cells");
            } else {
                SharePair pair = SharePair.of(golden.window(), golden.reference(), result.smoothing());
                assertAllEqual(golden.id() + " " + result.smoothing(), computed(pair), result.divergences());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void homogeneityStatisticsAndPValuesEqualTheGoldenOnes(Case golden) {
        HomogeneityTest test = HomogeneityTest.of(golden.window(), golden.reference());
        JsonNode expected = golden.homogeneity();
        if (expected.isNull()) {
            assertThat(test).isEqualTo(new HomogeneityTest(0, 1, 0, 1, 0, 0));
            return;
        }
        assertThat(test.degreesOfFreedom()).isEqualTo(expected.get("dof").intValue());
        assertThat(test.degreesOfFreedom()).isEqualTo(expected.get("bins_used").intValue() - 1);
        assertThat(test.minExpected()).satisfies(isRelative(expected.get("min_expected"), 1e-9));
        assertThat(test.chiSquare()).satisfies(isRelative(expected.get("chi2"), 1e-9));
        assertThat(test.g()).satisfies(isRelative(expected.get("g"), 1e-9));
        assertThat(test.chiSquarePValue()).satisfies(isPValue(expected.get("chi2_p")));
        assertThat(test.gPValue()).satisfies(isPValue(expected.get("g_p")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void goodnessOfFitStatisticsAreTheUnsmoothedDivergencesTimesTheRecords(Case golden) {
        JsonNode expected = golden.goodnessOfFit();
        if (!expected.isObject()) {
            return;
        }
        SharePair pair = SharePair.of(golden.window(), golden.reference(), Smoothing.none());
        double records = Arrays.stream(golden.window()).asDoubleStream().sum();
        double chiSquare = records * Divergences.value(Measure.CHI_SQUARE, pair, OrderedCells.none());
        double g = 2 * records * Divergences.value(Measure.KL, pair, OrderedCells.none());
        assertThat(chiSquare).satisfies(isRelative(expected.get("chi2"), tolerance(golden)));
        assertThat(g).satisfies(isRelative(expected.get("g"), tolerance(golden)));
        if (expected.has("dof")) {
            assertThat(expected.get("dof").intValue())
                    .isEqualTo(HomogeneityTest.of(golden.window(), golden.reference())
                            .degreesOfFreedom());
        }
    }

    /** Shares are rounded to double before they are compared; where they differ by 1e-9 that costs 7 digits. */
    private static double tolerance(Case golden) {
        return golden.id().equals("counts_huge_tiny_difference") ? 1e-6 : 1e-9;
    }

    @ParameterizedTest
    @MethodSource("facts")
    void workedFactsHold(JsonNode fact) {
        SharePair pair = SharePair.ofShares(Goldens.numbers(fact.get("p")), Goldens.numbers(fact.get("q")));
        ToDoubleFunction<Measure> value = measure -> Divergences.value(measure, pair, OrderedCells.none());
        double entropy = Divergences.entropy(pair.windowShares());
        double crossEntropy = Divergences.crossEntropy(pair);
        Map<String, Double> computed = new TreeMap<>();
        computed.put("kl_p_q_nats", value.applyAsDouble(Measure.KL));
        computed.put("kl_q_p_nats", value.applyAsDouble(Measure.REVERSE_KL));
        computed.put("kl_p_q_bits", value.applyAsDouble(Measure.KL) / LN_2);
        computed.put("kl_q_p_bits", value.applyAsDouble(Measure.REVERSE_KL) / LN_2);
        computed.put("js_divergence_nats", value.applyAsDouble(Measure.JS));
        computed.put("psi", value.applyAsDouble(Measure.PSI));
        computed.put("entropy_p_nats", entropy);
        computed.put("cross_entropy_p_q_nats", crossEntropy);
        computed.put(
                "identity_cross_entropy_minus_entropy_minus_kl",
                crossEntropy - entropy - value.applyAsDouble(Measure.KL));
        Set<String> names = new TreeSet<>(fact.propertyNames());
        names.removeAll(Set.of("id", "p", "q"));
        assertThat(computed.keySet()).isEqualTo(names);
        computed.forEach((name, actual) ->
                assertThat(actual).as(name).isCloseTo(fact.get(name).doubleValue(), within(1e-12)));
    }

    private static Map<String, Double> computed(SharePair pair) {
        OrderedCells order = OrderedCells.first(pair.cells());
        ToDoubleFunction<Measure> value = measure -> Divergences.value(measure, pair, order);
        double hellinger = value.applyAsDouble(Measure.HELLINGER);
        Map<String, Double> computed = new TreeMap<>();
        computed.put("kl_window_ref_nats", value.applyAsDouble(Measure.KL));
        computed.put("kl_ref_window_nats", value.applyAsDouble(Measure.REVERSE_KL));
        computed.put("kl_window_ref_bits", value.applyAsDouble(Measure.KL) / LN_2);
        computed.put("kl_ref_window_bits", value.applyAsDouble(Measure.REVERSE_KL) / LN_2);
        computed.put("js_divergence_nats", value.applyAsDouble(Measure.JS));
        computed.put("js_divergence_bits", value.applyAsDouble(Measure.JS) / LN_2);
        computed.put("js_distance_nats", StrictMath.sqrt(value.applyAsDouble(Measure.JS)));
        computed.put("js_distance_bits", StrictMath.sqrt(value.applyAsDouble(Measure.JS) / LN_2));
        computed.put("psi", value.applyAsDouble(Measure.PSI));
        computed.put("hellinger", hellinger);
        computed.put("bhattacharyya_coefficient", 1 - hellinger * hellinger);
        computed.put("total_variation", value.applyAsDouble(Measure.TOTAL_VARIATION));
        computed.put("linf", Divergences.largestDifference(pair));
        computed.put("ks_binned", value.applyAsDouble(Measure.KS));
        computed.put("entropy_window_nats", Divergences.entropy(pair.windowShares()));
        computed.put("entropy_ref_nats", Divergences.entropy(pair.referenceShares()));
        computed.put("cross_entropy_window_ref_nats", Divergences.crossEntropy(pair));
        return computed;
    }

    private static void assertAllEqual(String name, Map<String, Double> computed, JsonNode expected) {
        List<String> wrong = new ArrayList<>();
        assertThat(computed.keySet()).isEqualTo(new TreeSet<>(expected.propertyNames()));
        computed.forEach((key, value) -> {
            double golden = Goldens.number(expected.get(key));
            boolean isEqual = value == golden || Math.abs(value - golden) <= Math.max(1e-12, 1e-9 * Math.abs(golden));
            if (!isEqual) {
                wrong.add(key + " is " + value + ", golden " + golden);
            }
        });
        assertThat(wrong).as(name).isEmpty();
    }

    private static Consumer<Double> isRelative(JsonNode expected, double tolerance) {
        double golden = Goldens.number(expected);
        return Double.isInfinite(golden)
                ? value -> assertThat(value).isEqualTo(golden)
                : value -> assertThat(value).isCloseTo(golden, within(Math.abs(golden) * tolerance));
    }

    private static Consumer<Double> isPValue(JsonNode expected) {
        double golden = Goldens.number(expected);
        return value -> assertThat(value).isCloseTo(golden, within(Math.max(1e-9, Math.abs(golden) * 1e-6)));
    }
}
