package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

    @Test
    void keysAreTheNamesOfConfigAndJson() {
        assertThat(Rule.BOUND.key()).isEqualTo("bound");
        assertThat(Rule.POINT.key()).isEqualTo("point");
        assertThat(Rule.parse("bound")).contains(Rule.BOUND);
        assertThat(Rule.parse("point")).contains(Rule.POINT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BOUND", "points"})
    void otherNamesAreNotFound(String key) {
        assertThat(Rule.parse(key)).isEmpty();
    }
}
