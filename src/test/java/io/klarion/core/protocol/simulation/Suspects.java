package io.klarion.core.protocol.simulation;

import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.Stage2Output.Anomaly;
import io.klarion.core.protocol.Suspicion;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a run has said to be doubtful, against what was really lost or doubled in it. */
final class Suspects {

    private final World world;
    private final Oracle oracle;
    private final Map<WindowId, Verdict> last = new HashMap<>();

    Suspects(World world, Oracle oracle) {
        this.world = world;
        this.oracle = oracle;
        world.results.verdicts.forEach(verdict -> last.put(WindowId.of(verdict), verdict));
    }

    /** Whether a window's last word is that it is suspect; without a verdict at all, whether the findings name it. */
    boolean isFlagged(Monitor monitor, WindowId id) {
        boolean isSound = world.lost.isEmpty() && world.doubled.isEmpty() && world.results.findings.isEmpty();
        boolean isSaid = last.values().stream()
                .filter(verdict -> verdict.monitor().equals(id.monitor())
                        && oracle.key(monitor, WindowId.of(verdict)).equals(id))
                .anyMatch(verdict -> verdict.completeness() == Completeness.INTEGRITY_SUSPECT);
        boolean isNamed = named(id) && last.values().stream().noneMatch(verdict -> contradicts(monitor, id, verdict));
        return !isSound && (isSaid || isNamed || isBeyondWhatIsKnown(monitor, id));
    }

    /* What has expired may have held records ahead of all others: the limit of what can be flagged. */
    private boolean isBeyondWhatIsKnown(Monitor monitor, WindowId id) {
        long start = id.end() - monitor.window().size();
        return world.results.findings.stream()
                .filter(finding -> finding.monitor().equals(id.monitor())
                        && !finding.audit().isWhole())
                .filter(finding -> id.end() > finding.windows().last())
                .map(Finding::suspicion)
                .anyMatch(range -> world.log.of(range.partition()).stream()
                        .filter(record -> record.offset() >= range.from() && record.offset() < range.to())
                        .anyMatch(record -> start <= record.eventTime()));
    }

    private boolean named(WindowId id) {
        return world.results.findings.stream()
                .anyMatch(finding -> finding.monitor().equals(id.monitor())
                        && finding.windows().contains(id.end()));
    }

    /* A verdict that takes the window for whole. An empty one that left an idle partition out does not. */
    private boolean contradicts(Monitor monitor, WindowId id, Verdict verdict) {
        boolean isOpen = verdict.completeness() == Completeness.IDLE_EXCLUDED && verdict.records() == 0;
        return verdict.monitor().equals(id.monitor())
                && oracle.key(monitor, WindowId.of(verdict)).equals(id)
                && !isOpen;
    }

    boolean isExplained(Finding finding) {
        Suspicion range = finding.suspicion();
        Set<String> hurt = range.kind() == Suspicion.Kind.GAP ? world.lost : world.doubled;
        boolean isHit = false;
        for (long offset = range.from(); offset < range.to(); offset++) {
            isHit |= hurt.contains(range.partition() + "@" + offset);
        }
        return isHit || (!finding.audit().isWhole() && world.plan.damages());
    }

    boolean isExplained(Verdict suspect) {
        boolean isNamed = world.results.findings.stream()
                .anyMatch(finding -> finding.monitor().equals(suspect.monitor())
                        && finding.windows().contains(suspect.end()));
        return isNamed || world.results.anomalies.stream().anyMatch(odd -> odd.anomaly() == Anomaly.IMPOSSIBLE_DELTA);
    }
}
