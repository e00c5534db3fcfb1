package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions behind the measures against their textbook forms and against calculus. */
class GeneratorTest {

    private static final double[] POINTS = {
        0.001, 0.2, 0.499, 0.501, 0.9, 0.989, 0.991, 1.009, 1.011, 1.4, 1.6, 30, 1000
    };

    @ParameterizedTest
    @EnumSource
    void theFormWithoutFirstOrderTermIsTheTextbookOne(Generator f) {
        for (double t : POINTS) {
            double corrected = textbook(f).applyAsDouble(t) - textbookSlopeAtOne(f) * (t - 1);
            assertThat(value(f, t)).as("f(%s)", t).isCloseTo(corrected, within(1e-13 * (1 + Math.abs(corrected) + t)));
        }
    }

    private static DoubleUnaryOperator textbook(Generator f) {
        return switch (f) {
            case KL -> t -> t * Math.log(t);
            case REVERSE_KL -> t -> -Math.log(t);
            case JEFFREYS -> t -> (t - 1) * Math.log(t);
            case JENSEN_SHANNON -> t -> (t * Math.log(t) - (t + 1) * Math.log((t + 1) / 2)) / 2;
            case SQUARED_HELLINGER -> t -> (Math.sqrt(t) - 1) * (Math.sqrt(t) - 1) / 2;
            case TOTAL_VARIATION -> t -> Math.abs(t - 1) / 2;
            case PEARSON -> t -> (t - 1) * (t - 1);
        };
    }

    private static double textbookSlopeAtOne(Generator f) {
        return switch (f) {
            case KL -> 1;
            case REVERSE_KL -> -1;
            case JEFFREYS, JENSEN_SHANNON, SQUARED_HELLINGER, TOTAL_VARIATION, PEARSON -> 0;
        };
    }

    @ParameterizedTest
    @EnumSource
    void theSlopeIsTheDerivative(Generator f) {
        for (double t : POINTS) {
            double step = t * 1e-5;
            double difference = (value(f, t + step) - value(f, t - step)) / (2 * step);
            double slope = f.slope(Ratio.of(t, 1));
            assertThat(slope).as("f'(%s)", t).isCloseTo(difference, within(1e-8 * (1 + Math.abs(slope))));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "TOTAL_VARIATION", mode = Mode.EXCLUDE)
    void theCurvatureIsTheSecondDerivativeAtOne(Generator f) {
        double step = 1e-4;
        double second = (value(f, 1 + step) + value(f, 1 - step)) / (step * step);
        assertThat(f.isSmooth()).isTrue();
        assertThat(f.curvature()).isCloseTo(second, within(1e-6));
    }

    @ParameterizedTest
    @EnumSource(names = "TOTAL_VARIATION")
    void aCornerHasNoCurvature(Generator f) {
        assertThat(f.isSmooth()).isFalse();
        assertThat(f.curvature()).isInfinite();
    }

    @ParameterizedTest
    @EnumSource
    void theLimitsAreThoseOfTheFunction(Generator f) {
        double small = value(f, 1e-14);
        double steep = value(f, 1e14) / 1e14;
        if (Double.isInfinite(f.atZero())) {
            assertThat(small).isGreaterThan(30);
        } else {
            assertThat(small).isCloseTo(f.atZero(), within(1e-6));
        }
        if (Double.isInfinite(f.atInfinity())) {
            assertThat(steep).isGreaterThan(30);
        } else {
            assertThat(steep).isCloseTo(f.atInfinity(), within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "TOTAL_VARIATION", mode = Mode.EXCLUDE)
    void nothingCancelsNearOne(Generator f) {
        for (double excess : new double[] {1e-12, -1e-9, 1e-6, -1e-4}) {
            double parabola = f.curvature() * excess * excess / 2;
            assertThat(f.value(new Ratio(1 + excess, excess)))
                    .as("f(1 + %s)", excess)
                    .isCloseTo(parabola, within(parabola * (1e-12 + 2 * Math.abs(excess))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noTermIsNegativeAndEqualSharesGiveNone(Generator f) {
        for (double p : new double[] {0, 1e-150, 1e-9, 0.1, 0.3, 1}) {
            assertThat(f.term(p, p)).isZero();
            assertThat(f.term(p, Math.nextUp(p))).isNotNegative();
            assertThat(f.term(0, p)).isEqualTo(p == 0 ? 0 : p * f.atZero());
            assertThat(f.term(p, 0)).isEqualTo(p == 0 ? 0 : p * f.atInfinity());
            assertThat(f.term(p, 0.2)).isPositive().isNotNaN();
        }
    }

    /* (1 + u) ln(1 + u) + (1 − u) ln(1 − u) = Σ u²ʲ / (j (2j − 1)), whose terms are all positive: nothing cancels. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-8, 1e-5, 1e-3, 0.0019, 0.00196, 0.01, 0.1, 0.29, 0.499, 0.501, 0.6, 0.8, 0.95, 0.99})
    void jensenShannonIsItsSeries(double u) {
        for (double signed : new double[] {u, -u}) {
            double t = (1 + signed) / (1 - signed);
            double sum = 0;
            for (int j = 2000; j > 0; j--) {
                sum += Math.pow(signed, 2.0 * j) / (j * (2 * j - 1.0));
            }
            double expected = (t + 1) / 4 * sum;
            assertThat(Generator.JENSEN_SHANNON.value(new Ratio(t, 2 * signed / (1 - signed))))
                    .as("f at u = %s", signed)
                    .isCloseTo(expected, within(3e-15 * expected));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-16, 1e-30, 1e-150})
    void farOutJensenShannonIsItsLimit(double t) {
        double half = Math.log(2) / 2;
        assertThat(value(Generator.JENSEN_SHANNON, t))
                .isCloseTo(half, within(1e-14))
                .isLessThanOrEqualTo(half);
        assertThat(value(Generator.JENSEN_SHANNON, 1 / t) * t)
                .isCloseTo(half, within(1e-14))
                .isLessThanOrEqualTo(half);
    }

    private static double value(Generator f, double t) {
        return f.value(Ratio.of(t, 1));
    }
}
