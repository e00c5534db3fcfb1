package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.window.WindowSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveTimeTest {

    @ParameterizedTest(name = "wanted {0}, published {1}, lead {2}, windows of {3} each {4} from {5}: {6}")
    @CsvSource({
        "  0, 100,  0, 10, 10, 0, 100",
        "  0, 101,  0, 10, 10, 0, 110",
        "  0, 100, 50, 10, 10, 0, 150",
        "200, 100, 50, 10, 10, 0, 200",
        "201, 100, 50, 10, 10, 0, 210",
        "  0, 100,  0, 10,  3, 0, 102",
        "  0, 100,  0, 10, 10, 7, 107",
        "  0,   7,  0, 10, 10, 7,   7"
    })
    void itIsTheFirstWindowThatBeginsWhenEveryTaskCanKnow(
            long wanted, long published, long lead, long size, long advance, long origin, long effective) {
        WindowSpec window = new WindowSpec(size, advance, 0, origin);
        assertThat(EffectiveTime.of(wanted, published, lead, window)).isEqualTo(effective);
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, 0, 0", "253402300800000, 0, 0", "-9223372036854775808, 253402300799999, 1"})
    void timesAfterTheYear9999AreRefused(long wanted, long published, long lead) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectiveTime.of(wanted, published, lead, WindowSpec.tumbling(10, 0)))
                .withMessageStartingWith("effective time: must be before the year 10000, was ");
    }

    @Test
    void asEarlyAsMayBeIsTheLeastNumber() {
        assertThat(EffectiveTime.of(Long.MIN_VALUE, 100, 5, WindowSpec.tumbling(10, 0)))
                .isEqualTo(110);
    }
}
