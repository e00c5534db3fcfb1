package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DivergenceCommandTest {

    private record Run(int exit, String out, String err) {}

    @Test
    void countsAreShownWithEvidence() {
        assertThat(run("--window", "10,20,30", "--reference", "12,18,30", "--labels", "low,middle,high").out)
                .isEqualTo("""
                        Window P of 60 records against reference Q of 60; smoothing additive:0.5, nats

                          cell    count  window                    reference                    adds to kl
                          low        10  0.1707  █████▌               0.2033  ██████▌               0.0028
                          middle     20  0.3333  ██████████▊          0.3008  █████████▊            0.0017
                          high       30  0.4959  ████████████████     0.4959  ████████████████      0.0000

                          measure           value
                          kl               0.0045  nats  D(P‖Q), from the reference to the window
                          reverse_kl       0.0046  nats  D(Q‖P)
                          psi              0.0090  nats  kl + reverse_kl
                          js               0.0011  nats  to the mixture of both, at most ln 2 nats = 1 bit
                          hellinger        0.0335        0 to 1
                          total_variation  0.0325        half the sum of differences, 0 to 1
                          chi_square       0.0087        Pearson, per record
                          ks               0.0325        cells taken in order, 0 to 1
                          wasserstein      0.0325        cells taken in order, one apart
                          entropy          1.0158  nats  of P
                          cross_entropy    1.0203  nats  kl + entropy

                          Without its bias, kl is -0.0281 nats; at 99 % confidence it is at least -0.1166, and at most 0.0604.
                          Equal shares would differ this much with probability p = 0.8663.
                        """);
    }

    @Test
    void sharesAreShownWithoutEvidence() {
        assertThat(run("--window", "1/2,1/2", "--reference", "0.25,0.75").out)
                .startsWith("""
                        Window P against reference Q, given as shares; smoothing none, nats

                          cell  window                    reference                    adds to kl
                          1     0.5000  ██████████▋          0.2500  █████▍                0.0966
                          2     0.5000  ██████████▋          0.7500  ████████████████      0.0473

                          measure           value
                          kl               0.1438  nats  D(P‖Q), from the reference to the window
                          reverse_kl       0.1308  nats  D(Q‖P)
                        """)
                .endsWith("  cross_entropy    0.8370  nats  kl + entropy\n");
    }

    /** A = (½, ½), B = (¼, ¾), C = (⅛, ⅞): ½ ln 2 + ½ ln ⅔, ½ ln 4 + ½ ln 4/7, and so on. */
    @ParameterizedTest
    @CsvSource({
        "'1/2,1/2', '1/4,3/4', e, 0.1438",
        "'1/2,1/2', '1/8,7/8', e, 0.4133",
        "'1/2,1/2', '1/4,3/4', 2, 0.2075",
        "'1/2,1/2', '1/8,7/8', 2, 0.5963",
        "'1/4,3/4', '1/2,1/2', e, 0.1308",
    })
    void workedExamplesHold(String window, String reference, String base, double kl) {
        JsonNode measures = json("--window", window, "--reference", reference, "--base", base)
                .get("measures");

        assertThat(measures.get("kl").doubleValue()).isEqualTo(kl, within(0.00005));
        assertThat(measures.get("cross_entropy").doubleValue())
                .isEqualTo(
                        measures.get("kl").doubleValue()
                                + measures.get("entropy").doubleValue(),
                        within(1e-12));
    }

    @Test
    void jsonOfSharesHasNoEvidenceAndNoCounts() {
        assertThat(run("--window", "0.5,0.5", "--reference", "0.5,0.5", "--format", "json").out)
                .isEqualTo("{\"measure\":\"kl\",\"base\":\"e\",\"smoothing\":\"none\",\"measures\":{\"kl\":0.0,"
                        + "\"reverse_kl\":0.0,\"psi\":0.0,\"js\":0.0,\"hellinger\":0.0,\"total_variation\":0.0,"
                        + "\"chi_square\":0.0,\"ks\":0.0,\"wasserstein\":0.0,\"entropy\":0.6931471805599453,"
                        + "\"cross_entropy\":0.6931471805599453},\"cells\":[{\"cell\":\"1\",\"window\":0.5,"
                        + "\"reference\":0.5,\"contribution\":0.0},{\"cell\":\"2\",\"window\":0.5,\"reference\":0.5,"
                        + "\"contribution\":0.0}]}" + System.lineSeparator());
    }

    @Test
    void jsonOfCountsHasEvidenceAndCellsAsInAVerdict() {
        JsonNode json = json("--window", "10,20", "--reference", "10,30", "--confidence", "0.99");

        assertThat(json.get("smoothing").stringValue()).isEqualTo("additive:0.5");
        assertThat(json.get("evidence").propertyNames())
                .containsExactly("estimate", "lower", "upper", "confidence", "n", "m", "p_value");
        assertThat(json.get("evidence").get("confidence").doubleValue()).isEqualTo(0.99);
        assertThat(json.get("evidence").get("n").longValue()).isEqualTo(30);
        assertThat(json.get("evidence").get("m").longValue()).isEqualTo(40);
        assertThat(json.get("cells").get(1).propertyNames())
                .containsExactly("cell", "count", "window", "reference", "contribution");
        assertThat(json.get("cells").get(1).get("count").longValue()).isEqualTo(20);
        assertThat(json.get("cells").get(1).get("window").doubleValue()).isEqualTo(20.5 / 31, within(1e-15));
    }

    @Test
    void infinityIsAText() {
        JsonNode json = json("--window", "1/2,1/2", "--reference", "1,0");

        assertThat(json.get("measures").get("kl").stringValue()).isEqualTo("Infinity");
        assertThat(json.get("measures").get("cross_entropy").stringValue()).isEqualTo("Infinity");
        assertThat(json.get("cells").get(1).get("contribution").stringValue()).isEqualTo("Infinity");
        assertThat(json.get("measures").get("reverse_kl").doubleValue()).isEqualTo(Math.log(2), within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"kl, kl", "psi, psi", "jeffreys, psi", "hellinger, hellinger", "wasserstein, wasserstein", "ks, ks"})
    void contributionsSumToTheChosenMeasure(String measure, String key) {
        JsonNode json = json("--window", "10,20,70", "--reference", "30,30,40", "--measure", measure, "--base", "2");

        double sum = 0;
        for (JsonNode cell : json.get("cells")) {
            sum += cell.get("contribution").doubleValue();
        }
        assertThat(sum).isEqualTo(json.get("measures").get(key).doubleValue(), within(1e-12));
        assertThat(json.get("measure").stringValue()).isEqualTo(key);
    }

    @Test
    void measureWithoutEvidenceFormulaKeepsItsTest() {
        JsonNode evidence = json("--window", "10,20", "--reference", "10,30", "--measure", "ks")
                .get("evidence");

        assertThat(evidence.propertyNames()).containsExactly("n", "m", "p_value");
        assertThat(run("--window", "10,20", "--reference", "10,30", "--measure", "ks").out)
                .endsWith("\n\n  Equal shares would differ this much with probability p = 0.4463.\n")
                .doesNotContain("Without its bias");
    }

    @Test
    void floorSmoothsSharesToo() {
        JsonNode json = json("--window", "0.5,0.5", "--reference", "1,0", "--smoothing", "floor:0.1");

        assertThat(json.get("cells").get(1).get("reference").doubleValue()).isEqualTo(0.1 / 1.1, within(1e-15));
        assertThat(json.get("smoothing").stringValue()).isEqualTo("floor:0.1");
    }

    @Test
    void wholeNumbersThatSumToOneAreCountsBesideCounts() {
        assertThat(json("--window", "1,0", "--reference", "50,50")
                        .get("evidence")
                        .get("n")
                        .longValue())
                .isEqualTo(1);
        assertThat(json("--window", "1,0", "--reference", "0,1").has("evidence"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'1,2,3', '1,2', '--reference: must have as many cells as --window (3), was 2'",
        "'1,-2', '1,2', '--window[1]: must be a number of at least 0, was ''-2'''",
        "'1,2', '1,x', '--reference[1]: must be a number of at least 0, was ''x'''",
        "'1,2', '1,1/0', '--reference[1]: must be a number of at least 0, was ''1/0'''",
        "'1,2', '1,NaN', '--reference[1]: must be a number of at least 0, was ''NaN'''",
        "'1,,2', '1,2,3', '--window[1]: must be a number of at least 0, was '''''",
        "'', '1', '--window: must hold at least one cell, was empty'",
        "'0,0', '1,2', '--window: must sum to more than 0 and at most 9223372036854775807, was 0'",
        "'9223372036854775807,1', '1,2', "
                + "'--window: must sum to more than 0 and at most 9223372036854775807, was 9223372036854775808'",
        "'0.5,0.6', '1/2,1/2', '--window: must hold shares that sum to 1, was 1.1'",
        "'0.5,0.5', '10,30', '--reference: must hold shares that sum to 1, was 40'",
    })
    void badNumbersAreNamed(String window, String reference, String message) {
        Run run = run("--window", window, "--reference", reference);

        assertThat(run.err).isEqualTo(message + System.lineSeparator());
        assertThat(run.exit).isEqualTo(2);
        assertThat(run.out).isEmpty();
    }

    @Test
    void allProblemsAreToldAtOnce() {
        Run run = run(
                "--window",
                "1,2,3",
                "--reference",
                "1,-2",
                "--labels",
                "a",
                "--base",
                "3",
                "--measure",
                "foo",
                "--smoothing",
                "x",
                "--confidence",
                "2",
                "--format",
                "xml");

        assertThat(run.exit).isEqualTo(2);
        assertThat(run.err.lines())
                .containsExactly(
                        "--reference[1]: must be a number of at least 0, was '-2'",
                        "--reference: must have as many cells as --window (3), was 2",
                        "--labels: must have as many cells as --window (3), was 1",
                        "--measure: must be one of kl, reverse_kl, psi, js, hellinger, total_variation, chi_square, ks,"
                                + " wasserstein, was 'foo'",
                        "--base: must be e or 2, was '3'",
                        "--smoothing: must be none, additive:<alpha> or floor:<epsilon>, was x",
                        "--confidence: must be at least 0.5 and below 1, was '2'",
                        "--format: must be text or json, was 'xml'");
    }

    @Test
    void sharesHaveNoRecordsToAddTo() {
        assertThat(run("--window", "0.5,0.5", "--reference", "0.5,0.5", "--smoothing", "additive:1").err)
                .isEqualTo("--smoothing: must be none or floor:<epsilon> for shares, was 'additive:1'"
                        + System.lineSeparator());
    }

    @Test
    void missingOptionIsWrongUsage() {
        assertThat(run("--window", "1,2").exit).isEqualTo(2);
    }

    @Test
    void labelsCannotControlTheTerminal() {
        assertThat(run("--window", "1,2", "--reference", "1,2", "--labels", "\u001b[31mred,b").out)
                .contains("  \uFFFD[31mred      1")
                .doesNotContain("\u001b");
    }

    private static JsonNode json(String... args) {
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--format";
        all[args.length + 1] = "json";
        Run run = run(all);
        assertThat(run.err).isEmpty();
        return new JsonMapper().readTree(run.out);
    }

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = new CommandLine(new DivergenceCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Run(exit, out.toString(), err.toString());
    }
}
