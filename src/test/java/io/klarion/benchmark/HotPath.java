package io.klarion.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures {@link HotPathSteps} by JMH; writes {@code hot-path.json}, prints CPU microseconds with their error (99.9 %)
 * and bytes allocated for each step.
 */
class HotPath {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);

    @Test
    void everyStep() throws Exception {
        Path file = BenchmarkDirectory.made(BenchmarkDirectory.named("target/benchmark"))
                .resolve("hot-path.json");
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(HotPathSteps.class.getName() + "\\." + System.getProperty("benchmark.step", ""))
                        .forks(1)
                        .warmupIterations(ROUNDS)
                        .warmupTime(TimeValue.seconds(4))
                        .measurementIterations(ROUNDS)
                        .measurementTime(TimeValue.seconds(2))
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuProfiler.class)
                        .resultFormat(ResultFormatType.JSON)
                        .result(file.toString())
                        .build())
                .run();
        for (RunResult result : results) {
            Result<?> time = Objects.requireNonNull(result.getSecondaryResults().get(CpuProfiler.CPU));
            double allocated = Objects.requireNonNull(
                            result.getSecondaryResults().get("gc.alloc.rate.norm"))
                    .getScore();
            System.out.printf(
                    "| %s | %.3g ± %.2g | %,.1f |%n",
                    result.getParams().getBenchmark().replaceAll(".*\\.", ""),
                    time.getScore(),
                    time.getScoreError(),
                    allocated);
        }
        assertThat(results).isNotEmpty();
    }
}
