package io.klarion.topology;

import io.klarion.core.protocol.Audit;
import io.klarion.core.protocol.Suspicion;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads ranges under suspicion again, off the stream threads, one after the other. */
final class BrokerSourceAudit implements SourceAudit {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerSourceAudit.class);
    /* Every task of stage 2 asks about the same ranges, at about the same time. */
    private static final int ANSWERS_KEPT = 1_000;
    private static final Duration REST = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final RangeReader reader;
    private final Set<Suspicion> asked = ConcurrentHashMap.newKeySet();
    private final Map<Suspicion, Audit> answers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread own = new Thread(task, "klarion-audit");
        own.setDaemon(true);
        return own;
    });

    BrokerSourceAudit(Map<String, String> kafka, TopologySpec spec) {
        this.cluster = new Cluster(kafka);
        this.reader = new RangeReader(cluster, spec);
    }

    @Override
    public Optional<Audit> answer(Suspicion suspicion) {
        Audit answer = answers.get(suspicion);
        if (answer != null) {
            return Optional.of(answer);
        }
        if (asked.add(suspicion)) {
            thread.execute(() -> look(suspicion));
        }
        return Optional.empty();
    }

    private void look(Suspicion suspicion) {
        try {
            Audit answer = reader.read(suspicion);
            if (answers.size() >= ANSWERS_KEPT) {
                answers.clear();
            }
            answers.put(suspicion, answer);
            asked.remove(suspicion);
        } catch (RuntimeException e) {
            LOG.warn("cannot tell yet what {} holds, windows wait for it: {}", suspicion, e.getMessage());
            var unused = thread.schedule(() -> look(suspicion), REST.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public Optional<String> waiting() {
        return asked.stream()
                .map(Suspicion::toString)
                .min(Comparator.naturalOrder())
                .map(range -> "windows wait until " + range + " is read a second time, records may be lost or doubled");
    }

    @Override
    public void close() {
        thread.shutdownNow();
        cluster.close();
    }
}
