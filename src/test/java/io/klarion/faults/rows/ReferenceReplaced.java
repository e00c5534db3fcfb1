package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.ReferenceJson;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.core.reference.Reference;
import io.klarion.faults.Balance;
import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Scene;
import io.klarion.shop.Results;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All instances are stopped, the reference is replaced by one of the next version, and they go on. */
public final class ReferenceReplaced implements Fault {

    private static final int MEANWHILE = 2_000;

    @Override
    public String name() {
        return "reference-replaced";
    }

    @Override
    public String expected() {
        return "Each window is judged by one version; equal cells keep their counts, which are exact.";
    }

    @Override
    public String happen(Scene scene) {
        scene.instances().forEach(scene::requireAtWork);
        scene.instances().forEach(Instance::stop);
        Path file = scene.directory().resolve("shop.json");
        Reference old = ReferenceJson.read(file);
        ReferenceJson.write(
                file,
                new Reference(
                        old.id(),
                        old.version() + 1,
                        old.effectiveFrom(),
                        old.provenance(),
                        old.layout(),
                        old.pooled(),
                        old.segments()));
        scene.instances().forEach(Instance::start);
        scene.instances().forEach(Instance::awaitReady);
        scene.load().awaitMore(MEANWHILE);
        scene.awaitCaughtUp();
        List<Verdict> verdicts =
                new Results(scene.deployment().applicationId(), scene.brokers().client()).verdicts();
        Set<Integer> versions = verdicts.stream()
                .map(verdict -> verdict.reference().version())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(versions).as("versions that judged").containsExactly(old.version(), old.version() + 1);
        long incomplete = verdicts.stream()
                .filter(verdict -> verdict.completeness() == Completeness.INCOMPLETE)
                .count();
        return "versions " + versions + " judged " + verdicts.size() + " windows, " + incomplete
                + " of them INCOMPLETE";
    }

    @Override
    public boolean accepts(Balance balance) {
        return balance.isExactButFor("INCOMPLETE");
    }
}
