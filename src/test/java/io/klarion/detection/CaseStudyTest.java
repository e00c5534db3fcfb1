package io.klarion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A made-up series of 200 records an hour. Hours 0 to 9 are the reference, 10 to 13 quiet, 14 and 15 labelled with x
 * moved from 15 on, 16 excluded and moved, 17 quiet with stray abnormal records, 18 quiet, 19 quiet with only half its
 * records. The feature y moves in hour 11, which is not labelled, and is not scored.
 */
class CaseStudyTest {

    private static final String CASE = """
            {"name":"made_up",
             "event_time":{"field":"at","format":"epoch_millis"},
             "reference":{"from":"1970-01-01T00:00:00Z","to":"1970-01-01T10:00:00Z"},
             "window":{"size":"PT1H","origin":"1970-01-01T00:00:00Z"},
             "features":[{"name":"x","type":"numeric"},{"name":"y","type":"categorical"}],
             "unlabelled_features":["y"],
             "changes":[
               {"from":"1970-01-01T14:00:00Z","to":"1970-01-01T16:00:00Z","features":["x"]},
               {"from":"1970-01-01T14:00:00Z","to":"1970-01-01T16:00:00Z","features":["y"]}],
             "exclude":[{"from":"1970-01-01T16:30:00Z","to":"1970-01-01T17:00:00Z"}],
             "label_field":"label","exclude_rule":"stray"}
            """;

    @TempDir
    static Path directory;

    private static List<CaseRow> rows;

    @BeforeAll
    static void readAndStudy() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("made_up"));
        Files.writeString(folder.resolve("case.json"), CASE);
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder lines = new StringBuilder();
        for (int hour = 0; hour < 20; hour++) {
            for (int i = 0; i < (hour == 19 ? 100 : 200); i++) {
                double x = random.nextDouble() + (hour == 15 || hour == 16 ? 5 : 0);
                String label = hour == 17 && i < 3 ? "attack" : "normal";
                lines.append("{\"at\":%d,\"x\":%s,\"y\":\"%s\",\"label\":\"%s\"}\n"
                        .formatted(hour * 3_600_000L + i * 1000L, x, hour == 11 ? "b" : "a", label));
            }
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("records.jsonl.gz")))) {
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(PublicCases.in(directory)).containsExactly(folder);
        rows = new CaseStudy(PublicCases.read(folder)).rows();
    }

    private static CaseRow row(String rule) {
        return rows.stream().filter(row -> row.rule().equals(rule)).findFirst().orElseThrow();
    }

    @Test
    void alwaysAlarmsInEveryCleanWindowAndAtOnce() {
        CaseRow always = row("always");
        assertThat(always.cleanWindows()).as("10 to 13, 18, 19").isEqualTo(6);
        assertThat(always.falseAlarms()).isEqualTo(6);
        assertThat(always.delays()).containsExactly(Optional.of(1), Optional.empty());
    }

    @Test
    void neverMissesEverything() {
        CaseRow never = row("never");
        assertThat(never.falseAlarms()).isZero();
        assertThat(never.missed()).isEqualTo(2);
        assertThat(never.delayWindows()).isEmpty();
    }

    @Test
    void klarionSeesTheChangeInTheWindowInWhichItComes() {
        CaseRow klarion = row(Rules.KLARION);
        assertThat(klarion.falseAlarms()).isZero();
        assertThat(klarion.falseAlerts()).isZero();
        assertThat(klarion.delays()).containsExactly(Optional.of(2), Optional.empty());
        assertThat(klarion.delayWindows()).contains(2.0);
    }

    @Test
    void aSeriesThatIsNoControlCountsAmongTheRealOnes() {
        CaseScore score = CaseScore.of("always", rows);
        assertThat(score).isEqualTo(new CaseScore(0, 0, 1, 1, 2));
    }
}
