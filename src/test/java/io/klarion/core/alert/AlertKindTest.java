package io.klarion.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertKindTest {

    @ParameterizedTest
    @EnumSource
    void aKindIsFoundByItsKey(AlertKind kind) {
        assertThat(AlertKind.parse(kind.key())).contains(kind);
    }

    @Test
    void otherKeysAreNoKind() {
        assertThat(AlertKind.parse("DRIFT")).isEmpty();
        assertThat(AlertKind.parse("")).isEmpty();
    }
}
