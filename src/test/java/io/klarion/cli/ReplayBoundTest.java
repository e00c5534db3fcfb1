package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.protocol.SourcePartition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ReplayBoundTest {

    private final ReplayBound.Text text =
            new ReplayBound.Text(Clock.fixed(Instant.parse("2026-03-08T12:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z,      2026-01-01T00:00:00Z",
        "2026-01-01T01:00:00+01:00, 2026-01-01T00:00:00Z",
        "-7d,                       2026-03-01T12:00:00Z",
        "-1h30m,                    2026-03-08T10:30:00Z",
        "now,                       2026-03-08T12:00:00Z"
    })
    void timesAndAgesAreEventTimes(String written, Instant meant) {
        assertThat(text.convert(written)).isEqualTo(ReplayBound.at(meant));
    }

    @Test
    void earliestAndLatestAreNoBounds() {
        assertThat(text.convert("earliest")).isEqualTo(ReplayBound.NONE);
        assertThat(text.convert("latest")).isEqualTo(ReplayBound.NONE);
    }

    @Test
    void offsetsAreWrittenLikeCoordinates() {
        assertThat(text.convert("a-b-0@12, a-b-1@0").offsets())
                .isEqualTo(Map.of(new SourcePartition("a-b", 0), 12L, new SourcePartition("a-b", 1), 0L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "-", "-7", "7d", "orders@1", "orders-0@", "orders-0@1,", "a-0@1,a-0@2"})
    void anythingElseIsRefusedWithExamples(String written) {
        assertThatThrownBy(() -> text.convert(written))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("must be an instant such as 2026-01-01T00:00:00Z, an age such as -7d, now, earliest,"
                        + " latest, or offsets such as orders-0@1200,orders-1@900, was " + written);
    }
}
