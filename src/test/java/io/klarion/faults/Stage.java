package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets one row after the other happen, on a cluster or at a guarded broker that they share; heals in between. */
final class Stage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long MEANWHILE = 1_000;
    private static final long UNKNOWN = -1;

    private final Path directory;
    private @Nullable Brokers cluster;
    private @Nullable GuardedBroker guarded;

    Stage(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /* Started by the first row that needs it, as some runs need only the other. */
    private Brokers brokers() {
        if (cluster == null) {
            cluster = Brokers.start(emptied("brokers"));
        }
        return cluster;
    }

    private GuardedBroker guarded() {
        if (guarded == null) {
            guarded = GuardedBroker.start(emptied("guarded-broker"));
        }
        return guarded;
    }

    /** Everything about one row, from a fresh scene to its balance; failures are told in the row. */
    Row run(Trial trial) {
        if (trial instanceof GuardedFault fault) {
            return timed(() -> meet(fault), () -> "");
        }
        Fault fault = (Fault) trial;
        return timed(() -> play(fault), () -> heal(fault));
    }

    private static Row timed(Supplier<Row> play, Supplier<String> heal) {
        long begun = System.nanoTime();
        Row row = play.get();
        String healing = heal.get();
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

    /* Nothing is counted: the instance says at once that it cannot begin, or just begins. */
    private Row meet(GuardedFault fault) {
        try (GuardedScene scene = new GuardedScene(guarded(), fault.name(), emptied(fault.name()))) {
            return new Row(fault.name(), fault.expected(), fault.happen(scene), 0, 0, 0, true, 0);
        } catch (Exception | AssertionError e) {
            return failed(fault, e);
        }
    }

    private Row play(Fault fault) {
        try (Scene scene = new Scene(brokers(), fault.name(), fault.plan(), emptied(fault.name()))) {
            LOG.info("{}: begins", fault.name());
            fault.topics().forEach(topic -> brokers().createTopic(topic, 1));
            scene.begin();
            LOG.info("{}: happens", fault.name());
            long before = scene.load().log().size();
            String seen = fault.happen(scene);
            requireUnderLoad(scene.load().log().size() - before);
            brokers().heal();
            LOG.info("{}: settles", fault.name());
            Balance balance = scene.settle();
            LOG.info("{}: {}", fault.name(), balance);
            String afterwards = fault.lookBack(scene);
            return new Row(
                    fault.name(),
                    fault.expected(),
                    Stream.of(
                                    Stream.of(seen, balance.toString(), afterwards),
                                    balance.flags().stream().limit(1),
                                    balance.problems().stream())
                            .flatMap(sentences -> sentences)
                            .filter(sentence -> !sentence.isEmpty())
                            .collect(Collectors.joining("; ")),
                    balance.lost(),
                    balance.duplicated(),
                    balance.flagged(),
                    fault.accepts(balance),
                    0);
        } catch (Exception | AssertionError e) {
            return failed(fault, e);
        }
    }

    /* A fault between two records would be none. */
    private static void requireUnderLoad(long records) {
        assertThat(records).as("records acknowledged while it happened").isGreaterThan(MEANWHILE);
    }

    private static Row failed(Trial trial, Throwable e) {
        LOG.error("{} did not go as planned", trial.name(), e);
        String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").trim();
        String observed = e.getClass().getSimpleName() + ": " + why;
        return new Row(trial.name(), trial.expected(), observed, UNKNOWN, UNKNOWN, UNKNOWN, false, 0);
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
            brokers().heal();
            brokers().deleteTopics(fault.name());
            return "";
        } catch (RuntimeException | AssertionError e) {
            LOG.error("the cluster is not whole after {}", fault.name(), e);
            return "; the cluster did not become whole again: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        if (cluster != null) {
            cluster.close();
        }
        if (guarded != null) {
            guarded.close();
        }
    }
}
