package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets one fault after the other happen on a cluster that they share, and is healed in between. */
final class Stage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long MEANWHILE = 1_000;
    private static final long UNKNOWN = -1;

    private final Path directory;
    private final Brokers brokers;

    /** Starts the cluster. */
    Stage(Path directory) {
        this.directory = directory.toAbsolutePath();
        this.brokers = Brokers.start(emptied("brokers"));
    }

    /** Everything about one fault, from a fresh scene to its balance; failures are told in the row. */
    Row run(Fault fault) {
        long begun = System.nanoTime();
        Row row = play(fault);
        String healing = heal(fault);
        double seconds = (System.nanoTime() - begun) / NANOS_PER_SECOND;
        return new Row(
                row.fault(),
                row.expected(),
                row.observed() + healing,
                row.lost(),
                row.duplicated(),
                row.flagged(),
                row.pass() && healing.isEmpty(),
                Math.round(seconds * 10) / 10.0);
    }

    private Row play(Fault fault) {
        try (Scene scene = new Scene(brokers, fault.name(), fault.plan(), emptied(fault.name()))) {
            LOG.info("{}: begins", fault.name());
            scene.begin();
            LOG.info("{}: happens", fault.name());
            long before = scene.load().log().size();
            String seen = fault.happen(scene);
            requireUnderLoad(scene.load().log().size() - before);
            brokers.heal();
            LOG.info("{}: settles", fault.name());
            Balance balance = scene.settle();
            LOG.info("{}: {}", fault.name(), balance);
            return new Row(
                    fault.name(),
                    fault.expected(),
                    Stream.concat(Stream.of(seen, balance.toString()), balance.problems().stream())
                            .collect(Collectors.joining("; ")),
                    balance.lost(),
                    balance.duplicated(),
                    balance.flagged(),
                    fault.accepts(balance),
                    0);
        } catch (Exception | AssertionError e) {
            LOG.error("{} did not go as planned", fault.name(), e);
            String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").trim();
            return new Row(
                    fault.name(),
                    fault.expected(),
                    e.getClass().getSimpleName() + ": " + why,
                    UNKNOWN,
                    UNKNOWN,
                    UNKNOWN,
                    false,
                    0);
        }
    }

    /* A fault between two records would be none. */
    private static void requireUnderLoad(long records) {
        assertThat(records).as("records acknowledged while it happened").isGreaterThan(MEANWHILE);
    }

    /* What an earlier run left there would be taken for this one's. */
    private Path emptied(String name) {
        Path own = directory.resolve(name);
        try {
            Utils.delete(own.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return own;
    }

    /* The next row must find a whole cluster. */
    private String heal(Fault fault) {
        try {
            brokers.heal();
            brokers.deleteTopics(fault.name());
            return "";
        } catch (RuntimeException | AssertionError e) {
            LOG.error("the cluster is not whole after {}", fault.name(), e);
            return "; the cluster did not become whole again: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        brokers.close();
    }
}
