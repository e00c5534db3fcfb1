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
        Findings findings = new Findings(simulations(parallel), TailPlan.FULL.run(parallel), cases(parallel));
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

    private static List<SimulationRow> simulations(boolean parallel) {
        List<SimulationRow> rows = new ArrayList<>(SimulationPlan.FULL.run(parallel));
        rows.addAll(new SeasonSimulation(SeasonSimulation.WEEKS).rows());
        return rows;
    }

    private static List<CaseRow> cases(boolean parallel) throws IOException {
        String directory = System.getProperty("detection.data", "");
        if (directory.isEmpty()) {
            return List.of();
        }
        List<Callable<List<CaseRow>>> parts = new ArrayList<>();
        for (Path folder : PublicCases.in(Path.of(directory))) {
            parts.add(() -> new CaseStudy(PublicCases.read(folder)).rows());
        }
        parts.add(() -> SeasonCases.rows(Path.of(directory)));
        return SimulationPlan.inOrder(parts, parallel);
    }
}
