package io.klarion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * The whole proof, made by {@code mvn -Pdetection verify}: minutes, not milliseconds. Writes the results and the tables
 * of the page. {@code -Ddetection.data=DIR} adds the public series, {@code -Ddetection.parallel=false} leaves a
 * processor to others.
 */
class DetectionProof {

    private static final Path OUT = Path.of("target", "detection");

    @Test
    void theBarsThatWereMetAreMet() throws IOException {
        boolean parallel = !"false".equals(System.getProperty("detection.parallel"));
        Findings findings = measured(parallel);
        List<Bar> bars = Bars.of(findings);
        Files.createDirectories(OUT);
        ResultsJson.write(OUT.resolve("results.json"), findings, bars);
        String tables = Tables.of(findings, bars);
        Files.writeString(OUT.resolve("tables.md"), tables);
        System.out.println(tables.substring(0, tables.indexOf("\n\n###")));
        assertThat(bars.stream().filter(bar -> bar.standing() == Bar.Standing.BROKEN))
                .as("bars that were met before")
                .isEmpty();
    }

    private static Findings measured(boolean parallel) throws IOException {
        Spent spent = new Spent();
        List<SimulationRow> rows = new ArrayList<>(SimulationPlan.FULL.run(parallel, spent));
        rows.addAll(Parts.inOrder(
                List.of(spent.on("seasons", () -> new SeasonSimulation(SeasonSimulation.WEEKS).rows())), parallel));
        Findings first = new Findings(rows, List.of(), List.of(), List.of());
        Findings findings = new Findings(
                rows,
                SecondLook.at(first, parallel, spent),
                TailPlan.FULL.run(parallel, spent),
                cases(parallel, spent));
        System.out.println(spent);
        return findings;
    }

    private static List<CaseRow> cases(boolean parallel, Spent spent) throws IOException {
        String directory = System.getProperty("detection.data", "");
        if (directory.isEmpty()) {
            return List.of();
        }
        List<Callable<List<CaseRow>>> parts = new ArrayList<>();
        for (Path folder : PublicCases.in(Path.of(directory))) {
            parts.add(spent.on("public series", () -> new CaseStudy(PublicCases.read(folder)).rows()));
        }
        parts.add(spent.on("public series", () -> SeasonCases.rows(Path.of(directory))));
        return Parts.inOrder(parts, parallel);
    }
}
