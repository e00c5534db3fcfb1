package io.klarion.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.distribution.Segment;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertIdTest {

    /* Computed outside Java, with Python's hashlib over the bytes that AlertId describes. */
    @Test
    void idsNeverChange() {
        assertThat(AlertId.of(AlertKind.DRIFT, "loans", new Segment(List.of("DE")), "income", 1_767_225_900_000L))
                .isEqualTo("30e3d1ac920a6e47");
        assertThat(AlertId.of(AlertKind.DRIFT, "loans", Segment.ALL, "income", 1_767_225_900_000L))
                .isEqualTo("4356b9aed9d9a3ef");
        assertThat(AlertId.of(AlertKind.DRIFT, "märkte", new Segment(List.of("DE", "übrig")), "größe", -60_000))
                .isEqualTo("401001834b36eb7d");
        assertThat(AlertId.of(AlertKind.SCHEMA, "loans", new Segment(List.of("DE")), "income", 1_767_225_900_000L))
                .isEqualTo("e947986ebc918a93");
    }

    @Test
    void everyKindHasAnIdOfItsOwn() {
        assertThat(Arrays.stream(AlertKind.values()).map(kind -> AlertId.of(kind, "loans", Segment.ALL, "income", 1)))
                .doesNotHaveDuplicates();
    }

    @Test
    void textsThatRunTogetherAlikeGiveDifferentIds() {
        Set<String> ids = Set.of(
                AlertId.of(AlertKind.DRIFT, "ab", Segment.ALL, "c", 1),
                AlertId.of(AlertKind.DRIFT, "a", Segment.ALL, "bc", 1),
                AlertId.of(AlertKind.DRIFT, "a", new Segment(List.of("b")), "c", 1),
                AlertId.of(AlertKind.DRIFT, "a", new Segment(List.of("b", "")), "c", 1),
                AlertId.of(AlertKind.DRIFT, "a", new Segment(List.of("", "b")), "c", 1),
                AlertId.of(AlertKind.DRIFT, "a", new Segment(List.of("b", "c")), "", 1),
                AlertId.of(AlertKind.DRIFT, "a", new Segment(List.of("b")), "c1", 1),
                AlertId.of(AlertKind.DRIFT, "a", new Segment(List.of("b")), "c", 11));
        assertThat(ids).hasSize(8);
    }
}
