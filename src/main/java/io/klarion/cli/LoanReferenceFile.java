package io.klarion.cli;

import io.klarion.codec.ReferenceJson;
import io.klarion.config.ConfigLoader;
import io.klarion.config.MonitorConfig;
import io.klarion.core.reference.Reference;
import io.klarion.demo.DemoPlan;
import io.klarion.demo.LoanReference;
import java.nio.file.Path;
import java.util.Map;

/** The reference of the demo, built like any other. */
final class LoanReferenceFile {

    private LoanReferenceFile() {}

    static void write(DemoPlan plan, Path config, Path file) {
        MonitorConfig monitor = ConfigLoader.load(config, Map.of()).monitors().get(0);
        Reference reference = ReferenceRecipe.build(
                        monitor,
                        visit -> LoanReference.records(plan)
                                .forEach(json -> visit.accept(json, JsonRecords.NO_TIMESTAMP)),
                        ReferenceRecipe.Range.ALL,
                        "the undisturbed past of the demo's stream",
                        plan.start().toEpochMilli())
                .reference();
        ReferenceJson.write(file, reference);
    }
}
