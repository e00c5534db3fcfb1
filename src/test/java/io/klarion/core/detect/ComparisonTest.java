package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.divergence.OrderLaw;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.Wander;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Optional<Wander> WANDER = Optional.of(new Wander(0.001, 0));

    @Test
    void whereNothingIsKnownOfWindowsOrderIsJudgedByChance() {
        assertThat(Comparison.order(Dispersion.UNKNOWN)).isSameAs(OrderLaw.independent());
    }

    @Test
    void orderIsNotJudgedWhereItIsNotKnownHowMuchWindowsWander() {
        assertThat(Comparison.order(new Dispersion(0, 0.1, 1, 30))).isSameAs(OrderLaw.unknown());
    }

    @Test
    void orderIsNotJudgedWhereWindowsDifferMoreThanChance() {
        assertThat(Comparison.order(new Dispersion(0.1, 0.1, 1, 30, WANDER))).isSameAs(OrderLaw.unknown());
    }

    @Test
    void elseOrderIsJudgedByHowMuchWindowsWander() {
        assertThat(Comparison.order(new Dispersion(0, 0.1, 1, 30, WANDER)))
                .isNotIn(OrderLaw.unknown(), OrderLaw.independent());
    }
}
