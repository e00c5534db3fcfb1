package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.ReferenceJson;
import io.klarion.core.distribution.CellKind;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.UnsplitCategories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten hours of records: of {@code merchant} there are 2000, their shares ~ 1/i^1.5, each {@code receipt} is another, {@code zip} is a number. */
class LongTailReferenceTest {

    private static final int AN_HOUR = 1000;
    private static final int MERCHANTS = 2000;

    @TempDir
    private Path directory;

    private final Random random = new Random(5);
    private List<String> records = List.of();

    @BeforeEach
    void writeRecords() throws IOException {
        records = records(0);
        Files.write(directory.resolve("past.jsonl"), records);
        Files.writeString(directory.resolve("monitors.yaml"), """
                kafka: { bootstrap.servers: "localhost:9092" }
                monitors:
                  - name: shop
                    source: { topics: [t] }
                    event-time: { field: /ts, unit: millis }
                    window: { size: 1h }
                    reference: { file: shop.json }
                    features:
                      - { name: merchant }
                      - { name: receipt, type: categorical }
                      - { name: "z*", type: categorical }
                    detect: { threshold: 0, confidence: 0.999 }
                """);
    }

    private List<String> records(int from) {
        double[] shares = IntStream.rangeClosed(1, MERCHANTS)
                .mapToDouble(i -> StrictMath.pow(i, -1.5))
                .toArray();
        double sum = IntStream.range(0, MERCHANTS).mapToDouble(i -> shares[i]).sum();
        List<String> lines = new ArrayList<>();
        for (int i = from; i < from + 10 * AN_HOUR; i++) {
            double left = random.nextDouble() * sum;
            int merchant = 0;
            while (merchant < MERCHANTS - 1 && left >= shares[merchant]) {
                left -= shares[merchant];
                merchant++;
            }
            lines.add("{\"ts\":" + i * 3_600_000L / AN_HOUR + ",\"merchant\":\"shop " + merchant + "\",\"receipt\":\"r"
                    + i + "\",\"zip\":" + (10_000 + merchant % 7) + "}");
        }
        return lines;
    }

    private Ran klarion(String... arguments) {
        Ran ran = Ran.klarion(arguments);
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran;
    }

    private Ran build(String file, String out) {
        return klarion(
                "reference",
                "build",
                "--config",
                directory.resolve("monitors.yaml").toString(),
                "--file",
                directory.resolve(file).toString(),
                "--out",
                directory.resolve(out).toString());
    }

    private static FeatureReference of(Reference reference, String feature) {
        return reference
                .pooled()
                .features()
                .get(reference.layout().indexOf(feature).orElseThrow());
    }

    @Test
    void theBuildTellsThatSomeRecordsChose() {
        Ran ran = build("past.jsonl", "shop.json");

        Reference reference = ReferenceJson.read(directory.resolve("shop.json"));
        assertThat(of(reference, "merchant").total()).isBetween(7_800L, 8_200L);
        assertThat(of(reference, "zip").total()).isEqualTo(10_000);
        assertThat(UnsplitCategories.of(reference)).isEmpty();
        assertThat(ran.out())
                .contains(
                        "  note: merchant has values that chance decides on, rare ones or more than are listed: of its"
                                + " 10,000 records a fifth chose the categories, ")
                .doesNotContain("note: zip", "constant");
    }

    @Test
    void aPatternTakesNumbersAsTextsAsANameDoes() {
        build("past.jsonl", "shop.json");

        Reference reference = ReferenceJson.read(directory.resolve("shop.json"));
        int zip = reference.layout().indexOf("zip").orElseThrow();
        long listed = IntStream.range(
                        0, reference.layout().feature(zip).binning().cells())
                .filter(cell -> reference.layout().feature(zip).binning().kind(cell) == CellKind.CATEGORY)
                .count();
        assertThat(listed).isEqualTo(7);
    }

    @Test
    void theOrderOfTheRecordsDoesNotMatter() throws IOException {
        List<String> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, random);
        Files.write(directory.resolve("shuffled.jsonl"), shuffled);
        build("past.jsonl", "shop.json");
        build("shuffled.jsonl", "again.json");

        assertThat(ReferenceJson.read(directory.resolve("again.json")).digest())
                .isEqualTo(ReferenceJson.read(directory.resolve("shop.json")).digest());
    }

    @Test
    void whereNothingHappensNothingAlarmsThoughValuesComeThatTheReferenceNeverHad() throws IOException {
        build("past.jsonl", "shop.json");
        Files.write(directory.resolve("today.jsonl"), records(10 * AN_HOUR));

        klarion(
                "replay",
                "--config",
                directory.resolve("monitors.yaml").toString(),
                "--file",
                directory.resolve("today.jsonl").toString(),
                "--out",
                directory.resolve("out").toString());

        assertThat(Files.readAllLines(directory.resolve("out").resolve("verdicts.jsonl")))
                .hasSize(10)
                .allMatch(verdict -> verdict.contains("\"drifted\":0"));
        assertThat(directory.resolve("out").resolve("alerts.jsonl")).isEmptyFile();
    }
}
