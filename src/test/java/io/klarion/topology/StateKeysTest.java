package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.protocol.GroupKey;
import io.klarion.core.protocol.PaneKey;
import io.klarion.core.protocol.SourcePartition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateKeysTest {

    /* Texts that are prefixes of one another, hold the bytes the keys are built with, and take one to three bytes. */
    private static final List<String> TEXTS = List.of(
            "",
            "\u0000",
            "\u0000\u0000",
            "\u0000\u0001",
            "\u0001",
            "a",
            "a\u0000",
            "a\u0000b",
            "a\u0001",
            "ab",
            "b",
            "\u001f",
            "\u007f",
            "é",
            "€",
            "\uffff");

    private static final List<Long> NUMBERS =
            List.of(Long.MIN_VALUE, -1L, 0L, 1L, 255L, 256L, 1_700_000_000_000L, Long.MAX_VALUE);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keysOfPanesSortAsThePanesDo(long seed) {
        List<PaneKey> panes = panes(new SplittableRandom(seed), 400);
        List<PaneKey> byKey = new ArrayList<>(panes);
        byKey.sort((one, other) -> StateKeys.pane(one).compareTo(StateKeys.pane(other)));
        Collections.sort(panes);
        assertThat(byKey).isEqualTo(panes);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void everyPaneComesBackFromItsKey(long seed) {
        for (PaneKey pane : panes(new SplittableRandom(seed), 400)) {
            assertThat(StateKeys.readPane(buffer(StateKeys.pane(pane)))).isEqualTo(pane);
            assertThat(StateKeys.readGroup(buffer(StateKeys.group(pane.group()))))
                    .isEqualTo(pane.group());
        }
    }

    @Test
    void keysOfAMonitorLieBetweenItsStartAndItsEndAndThoseOfOthersDoNot() {
        for (String monitor : TEXTS) {
            Bytes start = StateKeys.monitorStart(StateKeys.PANE, monitor);
            Bytes end = StateKeys.monitorEnd(StateKeys.PANE, monitor);
            for (PaneKey pane : panes(new SplittableRandom(6), 400)) {
                Bytes key = StateKeys.pane(pane);
                assertThat(start.compareTo(key) <= 0 && key.compareTo(end) < 0)
                        .as("%s in the range of monitor '%s'", pane, monitor)
                        .isEqualTo(pane.group().monitor().equals(monitor));
            }
        }
    }

    @Test
    void kindsDoNotMix() {
        GroupKey group = new GroupKey("m", "s", 0);
        Bytes mark = StateKeys.mark(new SourcePartition("\uffff", Integer.MAX_VALUE));
        assertThat(List.of(
                        StateKeys.applied(),
                        StateKeys.manifest(),
                        StateKeys.kind(StateKeys.MARK),
                        mark,
                        StateKeys.kind(StateKeys.MARK + 1),
                        StateKeys.progress("m"),
                        StateKeys.group(group),
                        StateKeys.pane(new PaneKey(group, 0, 0))))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private static List<PaneKey> panes(SplittableRandom random, int count) {
        List<PaneKey> panes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            GroupKey group = new GroupKey(one(TEXTS, random), one(TEXTS, random), random.nextInt(3) * 255);
            panes.add(new PaneKey(group, one(NUMBERS, random), one(NUMBERS, random)));
        }
        return panes;
    }

    private static <T> T one(List<T> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }

    private static ByteBuffer buffer(Bytes key) {
        return ByteBuffer.wrap(key.get());
    }
}
