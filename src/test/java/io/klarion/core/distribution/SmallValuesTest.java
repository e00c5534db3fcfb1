package io.klarion.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments, feature types and the text of numbers. */
class SmallValuesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "20, 20",
        "0.05, 0.05",
        "-1.5, -1.5",
        "100, 100",
        "1234567890, 1234567890",
        "999999999999999, 999999999999999",
        "1E15, 1.0E15",
        "0.0001, 0.0001",
        "0.00009, 9.0E-5",
        "1.5E-7, 1.5E-7",
        "4.9E-324, 4.9E-324",
        "0.1, 0.1",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void numbersAreWrittenAsPeopleDo(double value, String text) {
        assertThat(NumberText.of(value)).isEqualTo(text);
    }

    @Test
    void theTextOfANumberReadsBackAsTheSameNumber() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            assertThat(Double.valueOf(NumberText.of(value))).isEqualTo(Double.valueOf(value));
            double plain = random.nextDouble(-1e6, 1e6);
            assertThat(Double.parseDouble(NumberText.of(plain))).isEqualTo(plain);
        }
    }

    @Test
    void segmentsAreSortedByTheirValuesShorterOnesFirst() {
        Segment a = new Segment(List.of("a"));
        Segment ab = new Segment(List.of("a", "b"));
        Segment b = new Segment(List.of("b"));
        assertThat(new TreeSet<>(List.of(b, ab, a, Segment.ALL))).containsExactly(Segment.ALL, a, ab, b);
        assertThat(a.compareTo(new Segment(List.of("a")))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"NUMERIC, numeric", "CATEGORICAL, categorical", "BOOLEAN, boolean"})
    void typesAreReadBackByTheirKeys(FeatureType type, String key) {
        assertThat(type.key()).isEqualTo(key);
        assertThat(FeatureType.parse(key)).contains(type);
        assertThat(FeatureType.parse(type.name())).isEmpty();
    }

    @Test
    void aSegmentReadsAsNamesAndValues() {
        assertThat(new Segment(List.of("DE", "web")).text(List.of("country", "channel")))
                .isEqualTo("country=DE,channel=web");
        assertThat(new Segment(List.of("DE")).text(List.of("country"))).isEqualTo("country=DE");
        assertThat(Segment.ALL.text(List.of())).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Segment(List.of("DE")).text(List.of("country", "channel")))
                .withMessage("segment: must have one name a value (1), was 2");
    }
}
