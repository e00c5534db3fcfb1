package io.klarion.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A few hundred windows of the proof, with the seeds of the proof. The whole of it is {@link DetectionProof}. */
class DetectionSampleTest {

    private static final Setting SETTING = new Setting(200, 10, 1000);
    private static final GridSimulation.Effort LITTLE = new GridSimulation.Effort(60, 20);

    @Test
    void klarionIsSilentWhereNothingHappensAndSeesWhatIsLarge() {
        List<SimulationRow> rows = new GridSimulation(SETTING, LITTLE).numeric();
        Findings findings = new Findings(rows, List.of(), List.of(), List.of());
        for (AlarmRule rule : Rules.KLARIONS) {
            /* At the declared 0.1 % two or more false alarms of 60 come with probability 0.0017, for each rule. */
            assertThat(findings.row(rule.name(), "null", SETTING).orElseThrow().alarms())
                    .as(rule.name())
                    .isLessThanOrEqualTo(1);
        }
        assertThat(rate(findings, Rules.KLARION_ZERO_UNTIMED, "mean+0.5sd")).isGreaterThanOrEqualTo(0.8);
        assertThat(rate(findings, "always", "null")).isEqualTo(1);
        assertThat(rate(findings, "never", "mean+0.5sd")).isZero();
        assertThat(rate(findings, "psi>0.1", "null")).isBetween(0.02, 0.6);
        assertThat(rate(findings, "chi2_0.05", "null")).isLessThan(0.2);
    }

    @Test
    void aNewCategoryIsSeen() {
        Setting setting = new Setting(1000, 10, 10_000);
        Findings findings = new Findings(
                new GridSimulation(setting, new GridSimulation.Effort(5, 5)).categorical(),
                List.of(),
                List.of(),
                List.of());
        assertThat(findings.row(Rules.KLARION_ZERO, "new_category_2%", setting)
                        .orElseThrow()
                        .rate())
                .isEqualTo(1);
    }

    @Test
    void theSameSeedsGiveTheSameRows() {
        GridSimulation.Effort few = new GridSimulation.Effort(8, 4);
        assertThat(new GridSimulation(SETTING, few).numeric()).isEqualTo(new GridSimulation(SETTING, few).numeric());
    }

    @Test
    void aRuleThatNeedsWindowsOfTheReferenceIsLeftOutWhereThereAreNone() {
        Setting setting = new Setting(2000, 10, 1000);
        Findings findings = new Findings(
                new GridSimulation(setting, new GridSimulation.Effort(2, 1)).numeric(),
                List.of(),
                List.of(),
                List.of());
        assertThat(findings.row("nannyml_mean+3sd", "null", setting)).isEmpty();
        assertThat(findings.row("chi2_0.05", "null", setting)).isPresent();
    }

    @Test
    void whatCreepsIsFoundInTheEnd() {
        Setting setting = new Setting(1000, 10, 10_000);
        Findings findings = new Findings(new RampSimulation(setting, 3).rows(), List.of(), List.of(), List.of());
        assertThat(delay(findings, "always", setting)).isEqualTo(1);
        assertThat(delay(findings, "never", setting)).isEqualTo(61);
        assertThat(delay(findings, Rules.KLARION_ZERO, setting)).isBetween(3.0, 20.0);
    }

    @ParameterizedTest
    @CsvSource({"200, 10, 1000", "1000, 20, 1000", "10000, 20, 1000"})
    void theWeightsOfATailAddUpToItsWholeLaw(int n, int k, int m) {
        /* Every p-value is below 2, so that the probability is 1; seven standard errors leave no room for luck. */
        TailStudy study = new TailStudy(new Setting(n, k, m), 2000, List.of(0.2, 1e-3), List.of(2.0));
        TailRow all = study.quantiles().get(0);
        assertThat(all.actual()).isCloseTo(1, within(7 * all.error()));
        assertThat(all.error()).isLessThan(0.2);
    }

    @Test
    void theWeightsOfCategoriesDoToo() {
        TailRow all = new TailStudy(SETTING, 2000, List.of(0.2, 1e-3), List.of(2.0))
                .categories()
                .get(0);
        assertThat(all.actual()).isCloseTo(1, within(7 * all.error()));
        assertThat(all.error()).isLessThan(0.2);
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "0, 4000, true",
        "13, 4000, true",
        "14, 4000, false",
        "1, 10, true",
        "2, 10, false",
        "3, 100, true",
        "4, 100, false"
    })
    void theLevelIsKeptUnlessChanceIsRuledOut(long alarms, long trials, boolean kept) {
        /* P(X ≥ 13 | 4000, 0.001) = 2.7e-4, P(X ≥ 14) = 7.6e-5; the border is at 1e-4. */
        assertThat(Bars.keepsLevel(row(Rules.KLARION_ZERO, "null", alarms, trials)))
                .isEqualTo(kept);
    }

    @Test
    void aBarThatFallsWithoutBeingKnownIsBroken() {
        Findings findings = new Findings(
                List.of(row(Rules.KLARION, "null", 80, 4000), row(Rules.KLARION, "mean+0.5sd", 400, 400)),
                List.of(),
                List.of(),
                List.of());
        Bar level = Bars.of(findings).get(0);
        assertThat(level.name()).isEqualTo("level on independent draws: klarion");
        assertThat(level.measured())
                .isEqualTo(
                        "1 cells above; all cells together 2 %, 0 in doubt and looked at again; worst 2 % at n=200,k=10,m=1000 null");
        assertThat(level.standing()).isEqualTo(Bar.Standing.BROKEN);
    }

    @Test
    void aLevelInDoubtIsWhatTheSecondLookSays() {
        Findings findings = new Findings(
                List.of(row(Rules.KLARION, "null", 80, 4000)),
                List.of(row(Rules.KLARION, "null", 200, 20_000)),
                List.of(),
                List.of());
        Bar level = Bars.of(findings).get(0);
        assertThat(level.measured())
                .isEqualTo("0 cells above; all cells together 2 %, 1 in doubt and looked at again; worst 1 % at"
                        + " n=200,k=10,m=1000 null");
        assertThat(level.standing()).isEqualTo(Bar.Standing.MET);
    }

    @Test
    void theResultsHaveTheFieldsThatWerePromised(@TempDir Path directory) {
        Path file = directory.resolve("results.json");
        Findings findings = new Findings(
                List.of(row(Rules.KLARION, "null", 1, 4000), row(Rules.KLARION, "mean+0.5sd", 300, 400)),
                List.of(),
                List.of(new TailRow(SETTING, TailStudy.QUANTILES, 1e-5, 2e-5, 1e-6, 100)),
                List.of());
        ResultsJson.write(file, findings, Bars.of(findings));
        JsonNode json = JsonMapper.builder().build().readTree(file);
        assertThat(json.path("simulation").path(0).toString())
                .isEqualTo("{\"rule\":\"klarion\",\"setting\":\"n=200,k=10,m=1000\",\"n\":200,\"k\":10,\"m\":1000,"
                        + "\"scenario\":\"null\",\"false_alarm_rate\":2.5E-4,\"power\":null,\"trials\":4000}");
        assertThat(json.path("simulation").path(1).path("power").asDouble()).isEqualTo(0.75);
        assertThat(json.path("tails").path(0).path("actual").asDouble()).isEqualTo(2e-5);
    }

    private static SimulationRow row(String rule, String scenario, long alarms, long trials) {
        return new SimulationRow(
                rule, SETTING, scenario, alarms, trials, OptionalDouble.of(0.00025), OptionalDouble.empty());
    }

    private static double rate(Findings findings, String rule, String scenario) {
        return findings.row(rule, scenario, SETTING).orElseThrow().rate();
    }

    private static double delay(Findings findings, String rule, Setting setting) {
        return findings.row(rule, RampSimulation.SCENARIO, setting)
                .orElseThrow()
                .delayWindows()
                .orElseThrow();
    }
}
