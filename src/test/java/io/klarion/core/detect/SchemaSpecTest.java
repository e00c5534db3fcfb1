package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.detect.SchemaFault.Kind;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a schema may ask, and what its faults are called. */
class SchemaSpecTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void aRiseIsAShare(double rise) {
        SchemaSpec spec = new SchemaSpec(OptionalDouble.of(rise), OptionalDouble.of(rise));
        assertThat(spec.missing()).hasValue(rise);
        assertThat(spec.invalid()).hasValue(rise);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN})
    void anythingElseIsRefusedByName(double rise) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchemaSpec(OptionalDouble.of(rise), OptionalDouble.empty()))
                .withMessageStartingWith("missing: must be between 0 and 1, was ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchemaSpec(OptionalDouble.empty(), OptionalDouble.of(rise)))
                .withMessageStartingWith("invalid: must be between 0 and 1, was ");
    }

    @ParameterizedTest
    @CsvSource({"MISSING, missing", "INVALID, invalid", "SILENT, silent", "NEVER_SEEN, never_seen"})
    void aKindIsFoundByItsName(Kind kind, String key) {
        assertThat(kind.key()).isEqualTo(key);
        assertThat(Kind.parse(key)).contains(kind);
    }

    @Test
    void anUnknownKindIsNone() {
        assertThat(Kind.parse("gone")).isEmpty();
    }
}
