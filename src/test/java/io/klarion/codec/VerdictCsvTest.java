package io.klarion.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.core.detect.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictCsvTest {

    private static List<String> rows(Verdict... verdicts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (VerdictCsv csv = new VerdictCsv(bytes)) {
            for (Verdict verdict : verdicts) {
                csv.write(verdict);
            }
        }
        return List.of(bytes.toString(StandardCharsets.UTF_8).split("\n"));
    }

    @Test
    void everyWindowOfAFeatureIsARowUnderTheHeader() throws IOException {
        assertThat(rows(SampleVerdicts.verdict(
                        0, SampleVerdicts.drifted("income"), SampleVerdicts.unjudged("age", FeatureState.NO_DATA))))
                .containsExactly(
                        "monitor,segment,window_start,window_end,revision,completeness,records,feature,type,state,n,"
                                + "missing,invalid,n_effective,measure,value,estimate,lower,upper,confidence,threshold,"
                                + "p_value",
                        "loans,country=DE,2026-01-01T12:00:00Z,2026-01-01T12:05:00Z,0,COMPLETE,1000,income,numeric,"
                                + "DRIFT,1000,10,0,1000,kl,0.31,0.3,0.27,0.33,0.99,0.1,0.5",
                        "loans,country=DE,2026-01-01T12:00:00Z,2026-01-01T12:05:00Z,0,COMPLETE,1000,age,numeric,"
                                + "NO_DATA,0,0,0,0,kl,,,,,0.99,0.1,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void aNameThatWouldBeAFormulaIsText(String name) throws IOException {
        String row = String.join("\n", rows(SampleVerdicts.verdict(0, SampleVerdicts.stable(name))));

        assertThat(row).contains("'" + name.substring(0, 1)).doesNotContain("," + name);
    }

    @Test
    void aNumberBelowZeroIsANumber() throws IOException {
        assertThat(rows(SampleVerdicts.verdict(0, SampleVerdicts.stable("income")))
                        .get(1))
                .contains(",0.004,-0.002,0.01,");
    }

    @Test
    void separatorsAndQuotesInNamesStayInTheirField() throws IOException {
        assertThat(rows(SampleVerdicts.verdict(0, SampleVerdicts.stable("a,\"b\"")))
                        .get(1))
                .contains(",\"a,\"\"b\"\"\",numeric,");
    }
}
