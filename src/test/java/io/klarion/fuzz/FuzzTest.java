package io.klarion.fuzz;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A few seconds of fuzzing with fixed seeds, and all inputs that once were findings. The profile {@code fuzz} goes
 * on for as long as one likes, guided by coverage.
 */
class FuzzTest {

    static Stream<String> targets() {
        return Targets.names();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void whatOnceWasAFindingIsNoneAnyMore(String name) throws IOException {
        FuzzTarget target = Targets.named(name);
        Measured measured = new Measured(target);

        Corpus.of(target).forEach(measured::take);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void noMutantBreaksItsReader(String name) {
        FuzzTarget target = Targets.named(name);
        Measured measured = new Measured(target);
        Mutator mutants = new Mutator(20_260_101, target);
        for (int i = 0; i < target.mutants(); i++) {
            measured.take(mutants.next());
        }
        System.out.println(measured.summary());
    }
}
