package io.klarion.core.backtest;

import static io.klarion.core.backtest.SampleTrials.alert;
import static io.klarion.core.backtest.SampleTrials.monitor;
import static io.klarion.core.backtest.SampleTrials.threshold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.divergence.Measure;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettingTest {

    private static DetectSpec judged(Setting setting) {
        return setting.of(monitor()).features().get(0).detect();
    }

    @Test
    void theConfiguredSettingChangesNothing() {
        assertThat(Setting.CONFIGURED.of(monitor())).isEqualTo(monitor());
    }

    @Test
    void aThresholdKeepsTheCriticalOneWhereThatIsStillAboveIt() {
        assertThat(judged(threshold(0.2)).critical()).hasValue(0.3);
        assertThat(judged(threshold(0.3)).critical()).hasValue(0.3);
        assertThat(judged(threshold(0.5)).critical()).isEmpty();
    }

    @Test
    void anotherMeasureHasNoCriticalThreshold() {
        Setting setting = new Setting(
                OptionalLong.empty(), Optional.of(Measure.PSI), OptionalDouble.empty(), OptionalDouble.empty());

        assertThat(judged(setting).measure()).isEqualTo(Measure.PSI);
        assertThat(judged(setting).critical()).isEmpty();
    }

    @Test
    void aMeasureThatAFeatureCannotHaveLeavesMeasureAndThresholdAsTheyAre() {
        Setting setting = new Setting(
                OptionalLong.empty(), Optional.of(Measure.KS), OptionalDouble.of(0.4), OptionalDouble.of(0.95));

        assertThat(judged(setting).measure()).isEqualTo(Measure.KL);
        assertThat(judged(setting).threshold()).isEqualTo(0.1);
        assertThat(judged(setting).confidence()).isEqualTo(0.95);
    }

    @Test
    void anotherWindowSizeKeepsFollowingOrHoppingAndDoesNotJudgeVolume() {
        Setting setting =
                new Setting(OptionalLong.of(30), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        Monitor hopping =
                monitor().with("m", new WindowSpec(10, 5, 2, 1), monitor().features(), VolumeSpec.DEFAULT);

        assertThat(setting.of(monitor()).window()).isEqualTo(WindowSpec.tumbling(30, 0));
        assertThat(setting.of(hopping).window()).isEqualTo(new WindowSpec(30, 5, 2, 1));
        assertThat(setting.of(hopping).volume()).isEqualTo(VolumeSpec.OFF);
    }

    @Test
    void anImpossibleThresholdIsRefused() {
        assertThatThrownBy(() -> threshold(-1).of(monitor()))
                .hasMessage("threshold: must be at least 0 and finite, was -1");
    }

    @Test
    void anAlertFiresAgainWhenItDoesSoSoonAfterOneOfTheSameFeatureResolved() {
        assertThat(AlertBook.again(List.of(alert("a", 0, 50), alert("a", 60, 90)), 20))
                .isEqualTo(1);
        assertThat(AlertBook.again(List.of(alert("a", 0, 50), alert("a", 61, 90)), 20))
                .isZero();
        assertThat(AlertBook.again(List.of(alert("a", 0, 50), alert("b", 60, 90)), 20))
                .isZero();
        assertThat(AlertBook.again(List.of(alert("a", 0, -1), alert("b", 60, 90)), 20))
                .isZero();
    }
}
