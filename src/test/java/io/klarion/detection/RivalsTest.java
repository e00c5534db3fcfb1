package io.klarion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RivalsTest {

    private static final Setting SETTING = new Setting(200, 10, 10_000);
    private static final String CHANGE = "new_category_2%";
    private static final String RIVAL = "chi2_0.001";

    private final List<SimulationRow> first = new ArrayList<>();
    private final List<SimulationRow> again = new ArrayList<>();
    private final SimulationRow own = row(Rules.KLARION_ZERO, CHANGE, 100, 200);

    RivalsTest() {
        first.add(own);
        first.add(row(RIVAL, CHANGE, 150, 200));
        for (NullStream stream : NullStream.values()) {
            first.add(row(RIVAL, stream.scenario(SETTING).name(), 3, 3000));
        }
    }

    @Test
    void aRuleThatKeepsTheLevelEverywhereIsARivalByBothReadings() {
        assertThat(bestOf(Rivals.Streams.EVERY)).isEqualTo(RIVAL);
        assertThat(bestOf(Rivals.Streams.OWN)).isEqualTo(RIVAL);
    }

    @Test
    void aRuleThatAlarmsAtRareValuesIsARivalByOneReadingOnly() {
        first.set(5, row(RIVAL, NullStream.CATEGORICAL_RARE.scenario(SETTING).name(), 60, 3000));
        assertThat(bestOf(Rivals.Streams.EVERY)).isEqualTo("none");
        assertThat(bestOf(Rivals.Streams.OWN)).isEqualTo(RIVAL);
    }

    @Test
    void aCellIsBehindOnlyWhenTheSecondLookSaysSo() {
        Rivals rivals = new Rivals(findings(), Rivals.Streams.EVERY);
        assertThat(rivals.first(own).orElseThrow().isBehind(Rivals.POINTS)).isTrue();
        assertThat(rivals.second(own)).isEmpty();
        again.add(row(Rules.KLARION_ZERO, CHANGE, 1200, 2000));
        again.add(row(RIVAL, CHANGE, 1299, 2000));
        assertThat(rivals.second(own).orElseThrow().isBehind(Rivals.POINTS)).isFalse();
        again.set(1, row(RIVAL, CHANGE, 1301, 2000));
        assertThat(rivals.second(own).orElseThrow().isBehind(Rivals.POINTS)).isTrue();
    }

    @Test
    void whoExceedsTheLevelAtTheSecondLookIsNoRivalAnyMore() {
        again.add(row(Rules.KLARION_ZERO, CHANGE, 1200, 2000));
        again.add(row(RIVAL, CHANGE, 1500, 2000));
        again.add(row(RIVAL, NullStream.CATEGORICAL.scenario(SETTING).name(), 40, 20_000));
        Rivals rivals = new Rivals(findings(), Rivals.Streams.OWN);
        assertThat(rivals.first(own)).isPresent();
        assertThat(rivals.second(own)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aNullStreamKeepsAmongWindowsWhatItsReferenceShows(NullStream stream) {
        Setting setting = new Setting(100_000, 10, 1000);
        SimulatedFeature.Drawn drawn = stream.feature(setting, "").draw();
        long[] window = drawn.window(stream.scenario(setting)).cells();
        long[] reference = drawn.reference().whole().cells();
        assertThat(Arrays.stream(window).sum()).isEqualTo(100_000);
        /* 1e-9: far beyond what rules declare, and far above what cells that do not fit would give. */
        assertThat(Statistics.chiSquareP(window, reference)).isGreaterThan(1e-9);
    }

    private String bestOf(Rivals.Streams streams) {
        return new Rivals(findings(), streams)
                .first(own)
                .map(beside -> beside.best().rule())
                .orElse("none");
    }

    private Findings findings() {
        return new Findings(first, again, List.of(), List.of());
    }

    private static SimulationRow row(String rule, String scenario, long alarms, long trials) {
        return new SimulationRow(
                rule, SETTING, scenario, alarms, trials, OptionalDouble.of(0.001), OptionalDouble.empty());
    }
}
