package io.klarion.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinalVerdictsTest {

    private final List<Verdict> told = new ArrayList<>();
    private final FinalVerdicts verdicts = new FinalVerdicts(told::add);

    /* Of two. */
    private static Verdict part(long end, int revision, int part) {
        return new Verdict(
                "m",
                List.of("country"),
                new Segment(List.of("de")),
                end - 60_000,
                end,
                revision,
                Completeness.COMPLETE,
                100,
                Optional.empty(),
                0,
                new ReferenceName("r", 1, "d"),
                "c",
                part,
                2,
                List.of());
    }

    @Test
    void theLastRevisionIsTold() {
        List<Verdict> revised = List.of(part(60_000, 1, 0), part(60_000, 1, 1));
        verdicts.add(part(60_000, 0, 0));
        verdicts.add(part(60_000, 0, 1));
        revised.forEach(verdicts::add);
        verdicts.finish();

        assertThat(told).isEqualTo(revised);
        assertThat(verdicts.leftOut()).isZero();
    }

    /* The newest window of a live topic: another task has yet to commit its part. */
    @Test
    void windowsWithoutAllPartsAreLeftOutAndCounted() {
        List<Verdict> whole = List.of(part(120_000, 0, 0), part(120_000, 0, 1));
        verdicts.add(part(60_000, 0, 1));
        whole.forEach(verdicts::add);
        verdicts.add(part(180_000, 0, 0));
        verdicts.finish();

        assertThat(told).isEqualTo(whole);
        assertThat(verdicts.leftOut()).isEqualTo(2);
    }
}
