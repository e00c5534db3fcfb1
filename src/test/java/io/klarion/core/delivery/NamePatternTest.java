package io.klarion.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

    @ParameterizedTest
    @CsvSource({
        "sensor_*, sensor_12, true",
        "sensor_*, sensor_, true",
        "sensor_*, my_sensor_1, false",
        "*, '', true",
        "*_id, user_id, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "a.c, abc, false",
        "a.c, a.c, true",
        "[x]*, [x]y, true",
        "'a*', 'a\nb', true",
        "income, income, true",
        "Income, income, false",
        "?, é, true"
    })
    void fitsWholeNames(String pattern, String name, boolean fits) {
        assertThat(NamePattern.matching(pattern).test(name)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"income, false", "in*, true", "in?ome, true", "'a.b[c]', false"})
    void knowsAPattern(String name, boolean isPattern) {
        assertThat(NamePattern.isPattern(name)).isEqualTo(isPattern);
    }
}
