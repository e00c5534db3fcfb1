package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.distribution.Segment;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeysTest {

    private static final GroupKey GROUP = new GroupKey("m", "s", 1);

    @Test
    void partitionsAreSortedByTopicAndNumberAndWrittenAsInKafka() {
        SourcePartition two = new SourcePartition("a", 2);
        SourcePartition ten = new SourcePartition("a", 10);
        SourcePartition other = new SourcePartition("b", 0);
        assertThat(new TreeSet<>(List.of(other, ten, two))).containsExactly(two, ten, other);
        assertThat(ten).hasToString("a-10");
    }

    @Test
    void groupsAreSortedByMonitorThenSegmentThenPart() {
        GroupKey monitor = new GroupKey("l", "z", 9);
        GroupKey segment = new GroupKey("m", "r", 9);
        GroupKey part = new GroupKey("m", "s", 0);
        assertThat(new TreeSet<>(List.of(GROUP, part, segment, monitor)))
                .containsExactly(monitor, segment, part, GROUP);
    }

    @Test
    void panesAreSortedByGroupThenPaneThenFrom() {
        PaneKey group = new PaneKey(new GroupKey("m", "s", 0), 9, 9);
        PaneKey pane = new PaneKey(GROUP, -1, 9);
        PaneKey from = new PaneKey(GROUP, 0, -9);
        PaneKey last = new PaneKey(GROUP, 0, 0);
        assertThat(new TreeSet<>(List.of(last, from, pane, group))).containsExactly(group, pane, from, last);
    }

    @Test
    void theSegmentOfAGroupHasOneTextForEachField() {
        GroupKey group = new GroupKey("m", "de\u001f\u001fx", 0);
        assertThat(group.segmentOf(
                        new SampleMonitor("m").segmentedBy("/a", "/b", "/c").build()))
                .isEqualTo(new Segment(List.of("de", "", "x")));
        assertThat(new GroupKey("m", "", 0).segmentOf(new SampleMonitor("m").build()))
                .isEqualTo(new Segment(List.of("")));
        assertThat(new GroupKey("m", "", 0)
                        .segmentOf(new SampleMonitor("m").withoutSegments().build()))
                .isEqualTo(Segment.ALL);
    }
}
