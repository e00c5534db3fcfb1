package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.Suspicion.Kind;
import io.klarion.core.window.WindowSpec;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that are lost or come twice. */
class IntegrityTest {

    private static final Monitor TENS = new SampleMonitor("m").build();
    private static final Audit NOTHING = Audit.of(0, Optional.empty());
    private static final SourcePartition P0 = new SourcePartition("t", 0);

    @ParameterizedTest(name = "applied to {0}, then {1} before {2} to {3}")
    @CsvSource({
        "-1, -1,  0,  4, none",
        "-1, -1,  1,  4, 'GAP t-0 [0, 1)'",
        " 9,  9, 10, 14, none",
        " 9, -1, 10, 14, none",
        " 9,  9, 12, 14, none",
        " 9, -1, 11, 14, 'GAP t-0 [10, 11)'",
        " 9, -1, 12, 14, 'GAP t-0 [10, 12)'",
        " 9,  8, 12, 14, 'GAP t-0 [10, 12)'",
        " 9, -1,  9, 14, 'OVERLAP t-0 [9, 10)'",
        " 9, -1,  5, 14, 'OVERLAP t-0 [5, 10)'",
        " 9, -1,  5,  7, 'OVERLAP t-0 [5, 8)'",
        " 9,  9,  9,  9, 'OVERLAP t-0 [9, 10)'"
    })
    void recordsFollowOnOrTheRangeThatDoesNotIsSuspect(
            long applied, long previous, long first, long last, String suspect) {
        PartitionMark before = new PartitionMark(P0, 0, PartitionMark.Status.ACTIVE, -1, -1, applied, 9, 0);
        PartitionMark mark = new PartitionMark(P0, 0, PartitionMark.Status.ACTIVE, previous, first, last, 5, 0);
        assertThat(Suspicion.between(before, mark)
                        .map(doubt -> doubt.kind() + " " + doubt)
                        .orElse("none"))
                .isEqualTo(suspect);
    }

    @ParameterizedTest(name = "{0}, times {1} to {2}, watermark {3}: windows ending {4} to {5}")
    @CsvSource({
        "GAP,     12, 12, 30, 26,  30",
        "GAP,     31, 38, 30, 26,  50",
        "GAP,     40, 40, 30, 26,  60",
        "OVERLAP, 12, 12, 30, 20,  30",
        "OVERLAP, 31, 59, 30, 40,  70"
    })
    void windowsThatRecordsOrTheirWatermarkTouchAreFlagged(
            Kind kind, long earliest, long latest, long watermark, long first, long last) {
        Audit audit = Audit.of(1, Optional.of(new Audit.Times(earliest, latest)));
        EndRange windows = new SuspectWindows(new WindowSpec(20, 10, 5, 0)).touched(kind, audit, watermark, 1000);
        assertThat(windows.first()).isEqualTo(first);
        assertThat(windows.last()).isEqualTo(last);
    }

    @Test
    void aRangeThatHasExpiredTouchesAllThatIsOpenUpToTheHighestTimeKnown() {
        SuspectWindows tens = new SuspectWindows(WindowSpec.tumbling(10, 5));
        assertThat(tens.touched(Kind.GAP, Audit.EXPIRED, 30, 47)).isEqualTo(new EndRange(26, 50));
        assertThat(tens.touched(Kind.OVERLAP, Audit.EXPIRED, 30, 47)).isEqualTo(new EndRange(Long.MIN_VALUE, 50));
        assertThat(tens.touched(Kind.GAP, Audit.EXPIRED, WindowSpec.NO_WATERMARK, 47))
                .isEqualTo(new EndRange(Long.MIN_VALUE, 50));
        assertThat(tens.touched(Kind.GAP, Audit.EXPIRED, 30, WindowSpec.NO_WATERMARK))
                .isEqualTo(EndRange.NONE);
    }

    @Test
    void recordsThatNobodyCountsTouchNoWindow() {
        Audit rejectedOnly = Audit.of(3, Optional.empty());
        assertThat(new SuspectWindows(WindowSpec.tumbling(10, 5)).touched(Kind.GAP, rejectedOnly, 30, 47))
                .isEqualTo(EndRange.NONE);
    }

    @Test
    void noWindowClosesOnASuspectMarkUntilItsRangeIsFoundEmpty() {
        Scene scene =
                new Scene(1, TENS).read(0, -1, 0, 4, 0).records("de", 0, 3).read(0, -1, 7, 9, 10);
        assertThat(scene.closes()).isEmpty();
        assertThat(scene.restart().closes()).as("after a restart").isEmpty();
        assertThat(scene.found(NOTHING).closes()).containsExactly("de [0, 10) 3 COMPLETE");
        assertThat(scene.stage().suspicions()).isEmpty();
    }

    @Test
    void lostRecordsFlagTheWindowsTheyBelongToAndNoOthers() {
        Scene scene = new Scene(1, TENS)
                .read(0, -1, 0, 4, 0)
                .records("de", 0, 3)
                .records("de", 10, 2)
                .records("de", 20, 1)
                .read(0, -1, 7, 9, 30);
        scene.found(Audit.of(2, Optional.of(new Audit.Times(3, 14))));
        assertThat(scene.restart().closes())
                .containsExactly(
                        "m GAP t-0 [5, 7) 1 to 20",
                        "de [0, 10) 3 INTEGRITY_SUSPECT",
                        "de [10, 20) 2 INTEGRITY_SUSPECT",
                        "de [20, 30) 1 COMPLETE");
        assertThat(scene.progress().suspect()).as("flags of closed windows").isEqualTo(new TreeMap<>());
    }

    @Test
    void windowsThatLostAllTheirRecordsAreToldForAsLongAsSilenceIs() {
        Scene scene = new Scene(1, TENS)
                .read(0, -1, 0, 4, 0)
                .records("de", 0, 3)
                .read(0, -1, 7, 9, 60)
                .records("fr", 50, 1);
        scene.found(Audit.of(2, Optional.of(new Audit.Times(12, 38))));
        assertThat(scene.closes())
                .containsExactly(
                        "m GAP t-0 [5, 7) 1 to 40",
                        "de [0, 10) 3 INTEGRITY_SUSPECT",
                        "de [10, 20) 0 INTEGRITY_SUSPECT",
                        "fr [50, 60) 1 COMPLETE");
        assertThat(scene.state.groups("m").keySet())
                .extracting(GroupKey::segment)
                .containsExactly("fr");
    }

    @Test
    void aMonitorOfOtherTopicsIsNotFlagged() {
        Monitor other = new SampleMonitor("other").reads("u").build();
        Scene scene = new Scene(1, TENS, other).read(0, -1, 0, 4, 0).read(0, -1, 7, 9, 10);
        scene.found(Audit.of(1, Optional.of(new Audit.Times(3, 3))));
        assertThat(scene.told()).containsExactly("m GAP t-0 [5, 7) 1 to 10");
    }

    @Test
    void aClosedWindowThatCanBeRevisedIsToldAgainWhenItComesUnderSuspicion() {
        Scene scene = new Scene(2, TENS)
                .read(0, -1, 0, 4, 0)
                .idle(1, WindowSpec.NO_WATERMARK)
                .records("de", 0, 3)
                .read(0, 4, 5, 9, 10);
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 IDLE_EXCLUDED");
        scene.read(1, -1, 2, 2, 10).found(Audit.of(1, Optional.of(new Audit.Times(3, 3))));
        assertThat(scene.closes())
                .containsExactly(
                        "m GAP t-1 [0, 2) -9223372036854775808 to 10", "de [0, 10) 3 INTEGRITY_SUSPECT revision 1");
    }

    @Test
    void countsForAWindowThatOnlyWaitsToBeClosedMakeItSuspect() {
        Scene scene =
                new Scene(1, TENS).records("de", 0, 3).read(0, -1, 0, 4, 10).records("de", 0, 3);
        assertThat(scene.closes()).containsExactly("m IMPOSSIBLE_DELTA 3", "de [0, 10) 6 INTEGRITY_SUSPECT");
    }

    @Test
    void readingThatStartsLateMissesNothing() {
        Scene scene = new Scene(1, TENS).startsAt(0, 100).records("de", 0, 3).read(0, -1, 100, 104, 10);
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 COMPLETE");
    }

    @Test
    void aStartThatIsTooLateIsNoticed() {
        Scene scene = new Scene(1, TENS).startsAt(0, 100).records("de", 0, 3).read(0, -1, 103, 104, 10);
        assertThat(scene.stage().suspicions()).hasToString("[t-0 [100, 103)]");
    }

    @Test
    void aSecondStartDoesNotPassOverWhatTheFirstLeftOut() {
        Scene scene = new Scene(1, TENS).read(0, -1, 0, 4, 0).startsAt(0, 100).read(0, -1, 100, 104, 10);
        assertThat(scene.stage().suspicions()).hasToString("[t-0 [5, 100)]");
    }

    @Test
    void whatAnOpeningPutsInDoubtIsFoundOnceThoughTheMarkOfItsDrainSaysTheSame() {
        Scene scene = new Scene(1, TENS).read(0, -1, 0, 4, 0).opening(0, -1, 7, 9);
        assertThat(scene.stage().suspicions()).isEmpty();
        scene.read(0, -1, 7, 9, 10);
        assertThat(scene.stage().suspicions()).hasToString("[t-0 [5, 7)]");
        scene.found(Audit.of(1, Optional.of(new Audit.Times(3, 3))));
        assertThat(scene.stage().suspicions()).isEmpty();
        assertThat(scene.told()).containsExactly("m GAP t-0 [5, 7) 1 to 10");
    }

    @Test
    void aLaterDoubtOfDoubledRecordsDoesNotMakeAnEarlierGapReachFurtherBack() {
        Scene scene =
                new Scene(1, TENS).read(0, -1, 0, 4, 20).read(0, -1, 7, 9, 25).read(0, -1, 9, 9, 25);
        assertThat(scene.stage().suspicions()).hasToString("[t-0 [5, 7), t-0 [9, 10)]");
        assertThat(scene.closes()).isEmpty();
        scene.found(Audit.of(1, Optional.of(new Audit.Times(23, 23))));
        assertThat(scene.told()).containsExactly("m GAP t-0 [5, 7) 21 to 30", "m OVERLAP t-0 [9, 10) 30 to 30");
    }

    @Test
    void aFindingReadsAsASentence() {
        Audit audit = Audit.of(2, Optional.of(new Audit.Times(3, 3)));
        Suspicion gap = new Suspicion(Kind.GAP, P0, 5, 7);
        assertThat(new Finding(gap, audit, "m", new EndRange(1, 60_000)))
                .hasToString("t-0 [5, 7): 2 records lost; windows that end from 1970-01-01T00:00:00.001Z up to"
                        + " 1970-01-01T00:01:00Z are INTEGRITY_SUSPECT");
        assertThat(new Finding(new Suspicion(Kind.OVERLAP, P0, 5, 7), Audit.EXPIRED, "m", EndRange.NONE))
                .hasToString("t-0 [5, 7): an unknown number of records counted twice; no window holds any of them");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 4, '{1=4, 10=20, 30=40}'",
        "9, 9, '{9=20, 30=40}'",
        "8, 8, '{8=8, 10=20, 30=40}'",
        "15, 29, '{10=40}'",
        "21, 28, '{10=28, 30=40}'",
        "0, 99, '{0=99}'",
        "5, 4, '{10=20, 30=40}'"
    })
    void runsGrowTogetherWhereTheyTouch(long first, long last, String runs) {
        TreeMap<Long, Long> before = new TreeMap<>();
        before.put(10L, 20L);
        before.put(30L, 40L);
        assertThat(Runs.plus(before, first, last)).hasToString(runs);
        assertThat(before).hasToString("{10=20, 30=40}");
    }
}
