package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells: a, other, missing, invalid. */
class SchemaCheckTest {

    private static final FeatureCells FEATURE =
            new FeatureCells("f", FeatureType.CATEGORICAL, CategoricalBinning.of(java.util.List.of("a")));

    private static Optional<SchemaFault> fault(
            SchemaSpec spec, Dispersion dispersion, long[] reference, long[] window) {
        double m = java.util.Arrays.stream(reference).sum();
        FeatureReference with = new FeatureReference(reference, dispersion.effective(m), dispersion);
        return Detector.judge(FEATURE, DetectSpec.DEFAULT, spec, Optional.of(with), window)
                .schema();
    }

    private static Optional<SchemaFault> fault(long[] reference, long[] window) {
        return fault(SchemaSpec.DEFAULT, Dispersion.UNKNOWN, reference, window);
    }

    private static long[] counts(long valid, long missing, long invalid) {
        return new long[] {valid, 0, missing, invalid};
    }

    @ParameterizedTest(name = "{0} usable, {1} missing, {2} invalid: {3}")
    @CsvSource({
        "1000, 0, 0, ''",
        "950, 50, 0, ''",
        "930, 70, 0, ''",
        "900, 100, 0, MISSING",
        "850, 150, 0, MISSING",
        "100, 900, 0, MISSING",
        "1, 999, 0, MISSING",
        "0, 1000, 0, SILENT",
        "0, 0, 1000, SILENT",
        "0, 400, 600, SILENT",
        "995, 0, 5, ''",
        "900, 0, 100, INVALID",
        "500, 300, 200, INVALID",
        "0, 9, 0, ''",
        "0, 10, 0, SILENT",
        "0, 0, 0, ''"
    })
    void aFaultIsAShownRiseAboveWhatIsTolerated(long usable, long missing, long invalid, String expected) {
        assertThat(fault(counts(99_000, 1000, 0), counts(usable, missing, invalid))
                        .map(found -> found.kind().name())
                        .orElse(""))
                .isEqualTo(expected);
    }

    @Test
    void aFaultTellsBothSharesAndTheBoundsOfTheRise() {
        SchemaFault fault = fault(counts(99_000, 1000, 0), counts(600, 400, 0)).orElseThrow();

        assertThat(fault.share()).isEqualTo(0.4);
        assertThat(fault.reference()).isEqualTo(0.01);
        assertThat(fault.rise()).isEqualTo(0.05);
        assertThat(fault.lower()).isBetween(0.33, 0.36);
        assertThat(fault.upper()).isBetween(0.42, 0.45);
    }

    @Test
    void fewerMissingValuesThanInTheReferenceAreNoFault() {
        assertThat(fault(counts(500, 500, 0), counts(1000, 0, 0))).isEmpty();
    }

    @Test
    void whatNeitherSideHasWasNeverSeen() {
        assertThat(fault(counts(0, 500, 0), counts(0, 1000, 0)))
                .contains(new SchemaFault(SchemaFault.Kind.NEVER_SEEN, 1, 1, 0, 0, 0));
        assertThat(fault(counts(0, 500, 0), counts(1, 999, 0))).isEmpty();
    }

    @Test
    void aSparseFeatureIsSilentOnlyWhereThatIsNoChance() {
        assertThat(fault(counts(5000, 95_000, 0), counts(0, 20, 0))).isEmpty();
        assertThat(fault(counts(5000, 95_000, 0), counts(0, 1000, 0)).map(SchemaFault::kind))
                .contains(SchemaFault.Kind.SILENT);
    }

    @Test
    void dependentRecordsSayLess() {
        Dispersion dependent = new Dispersion(0.1, 0.1, 1, 30);
        assertThat(fault(counts(99_000, 1000, 0), counts(850, 150, 0))).isPresent();
        assertThat(fault(SchemaSpec.DEFAULT, dependent, counts(99_000, 1000, 0), counts(850, 150, 0)))
                .isEmpty();
    }

    @Test
    void whatIsSwitchedOffIsNotSeen() {
        SchemaSpec onlyInvalid = new SchemaSpec(OptionalDouble.empty(), OptionalDouble.of(0.01));
        assertThat(fault(onlyInvalid, Dispersion.UNKNOWN, counts(1000, 0, 0), counts(500, 500, 0)))
                .isEmpty();
        assertThat(fault(SchemaSpec.OFF, Dispersion.UNKNOWN, counts(1000, 0, 0), counts(0, 500, 0)))
                .isEmpty();
    }

    @Test
    void withoutAReferenceThereIsNoFault() {
        assertThat(fault(counts(0, 0, 0), counts(0, 500, 0))).isEmpty();
        assertThat(Detector.judge(FEATURE, DetectSpec.DEFAULT, SchemaSpec.DEFAULT, Optional.empty(), counts(0, 500, 0))
                        .schema())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aRiseIsAShare(double rise) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchemaSpec(OptionalDouble.of(rise), OptionalDouble.empty()))
                .withMessageStartingWith("missing: must be between 0 and 1, was ");
    }
}
