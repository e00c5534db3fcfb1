package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.shop.Recount;
import io.klarion.shop.Results;
import io.klarion.shop.WindowId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One application under load: instances that run, a producer that fills its topics, results that come. */
public final class Scene implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scene.class);
    private static final int ORDERS_PARTITIONS = 4;

    private final Brokers brokers;
    private final Plan plan;
    private final Path directory;
    private final Deployment deployment;
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private final Load load;
    private final VerdictFeed verdicts;

    Scene(Brokers brokers, String name, Plan plan, Path directory) {
        this.brokers = brokers;
        this.plan = plan;
        this.directory = directory;
        this.deployment = new Deployment(name, directory, brokers.client(), plan);
        brokers.createTopic(deployment.orders(), ORDERS_PARTITIONS);
        brokers.createTopic(deployment.payments(), plan.paymentsPartitions());
        this.load = new Load(brokers.client())
                .lane(deployment.orders(), 0, 20)
                .lane(deployment.orders(), 1, 8)
                .lane(deployment.orders(), 2, 3)
                .lane(deployment.orders(), 3, 1)
                .lane(deployment.payments(), 0, 5);
        for (int partition = 1; partition < plan.paymentsPartitions(); partition++) {
            load.lane(deployment.payments(), partition, 1);
        }
        if (plan.emptyOrders()) {
            load.hold(new SourcePartition(deployment.orders(), ORDERS_PARTITIONS - 1));
        }
        this.verdicts = new VerdictFeed(brokers.client(), Results.verdicts(name));
    }

    /** Starts everything and waits until verdicts come: only then is there something to be lost. */
    void begin() {
        load.start();
        for (int i = 0; i < plan.instances(); i++) {
            instance(Character.toString('a' + i)).start();
        }
        instances.values().forEach(Instance::awaitReady);
        await("verdicts")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> verdicts.size() > 0);
    }

    /** The cluster, which rows share. */
    public Brokers brokers() {
        return brokers;
    }

    /** The application's names, monitors and configuration. */
    public Deployment deployment() {
        return deployment;
    }

    /** Where the row's files are. */
    public Path directory() {
        return directory;
    }

    /** The instance of this name, from {@code a} on; one that is new is not started. */
    public Instance instance(String name) {
        return instances.computeIfAbsent(name, deployment::instance);
    }

    /** All instances there are or were. */
    public Collection<Instance> instances() {
        return instances.values();
    }

    /** The producer. */
    public Load load() {
        return load;
    }

    /** The verdicts, as they come. */
    public VerdictFeed verdicts() {
        return verdicts;
    }

    /** How many records of the load's topics the group has committed. */
    public long read() {
        Set<String> loaded = Set.of(deployment.orders(), deployment.payments());
        return answer(brokers.admin()
                        .listConsumerGroupOffsets(deployment.applicationId())
                        .partitionsToOffsetAndMetadata())
                .entrySet()
                .stream()
                .filter(entry -> loaded.contains(entry.getKey().topic()))
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /** How many stream threads the group knows. */
    public int members() {
        return answer(brokers.admin()
                        .describeConsumerGroups(List.of(deployment.applicationId()))
                        .all())
                .values()
                .stream()
                .mapToInt(group -> group.members().size())
                .sum();
    }

    private static <T> T answer(Future<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Fails unless this instance itself is at work now: a fault that hits an idle process tests nothing. */
    public void requireAtWork(Instance instance) {
        double before = instance.metrics().sum("klarion_records_read_total");
        await("instance " + instance.name() + " reads records")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(instance.metrics().sum("klarion_records_read_total"))
                        .isGreaterThan(before));
    }

    /** The process of each instance that runs, by name. */
    public Map<String, Long> processes() {
        Map<String, Long> processes = new TreeMap<>();
        instances.forEach((name, instance) -> {
            if (instance.isAlive()) {
                processes.put(name, instance.process().pid());
            }
        });
        return processes;
    }

    /** Fails unless these processes have gone through it all without a restart. */
    public void requireStillRunning(Map<String, Long> before) {
        assertThat(processes()).as("processes that have lived on").isEqualTo(before);
    }

    /** Lets time pass during which something must hold at every look. */
    public void during(Duration time, String what, BooleanSupplier holds) {
        await(what)
                .pollInterval(Duration.ofMillis(250))
                .during(time)
                .atMost(time.plusSeconds(5))
                .until(holds::getAsBoolean);
    }

    /** Lets time pass. */
    public void pause(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }

    /** Deletes what an instance keeps on its disk; fails when there is nothing. */
    public void deleteState(Instance instance) {
        Path state = deployment.stateDirectory(instance.name());
        assertThat(state).as("state of instance " + instance.name()).isNotEmptyDirectory();
        try {
            Utils.delete(state.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(state).doesNotExist();
    }

    /** Waits until everything is read that is acknowledged now. */
    public void awaitCaughtUp() {
        long goal = load.log().size();
        await("the group has read " + goal + " records")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(read()).isGreaterThanOrEqualTo(goal));
    }

    /** Ends the load, waits until every window that can close has a verdict, ends the instances, and counts. */
    Balance settle() {
        load.finish();
        Set<WindowId> due = new HashSet<>();
        for (Monitor monitor : deployment.monitors()) {
            due.addAll(new Recount(load.log().lists()).closed(monitor).keySet());
        }
        awaitVerdicts(due);
        List<String> problems = new ArrayList<>();
        instances.values().stream()
                .filter(Instance::isGone)
                .forEach(instance -> problems.add("instance " + instance.name() + " has ended by itself: "
                        + instance.process().err().lines().reduce("", (one, two) -> two)));
        instances.values().stream().filter(Instance::isAlive).forEach(instance -> {
            requireCountersToBalance(instance, problems);
            stop(instance, problems);
        });
        return new Audit(deployment, load.log(), brokers.client(), problems).balance();
    }

    /* One that never comes is for the balance to tell. */
    private void awaitVerdicts(Set<WindowId> due) {
        try {
            await("all verdicts")
                    .atMost(Patience.LONG)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> verdicts.windows().containsAll(due));
        } catch (ConditionTimeoutException late) {
            LOG.warn("not all of {} verdicts within {}", due.size(), Patience.LONG, late);
        }
    }

    /* Every living process accounts for all it has read. */
    private static void requireCountersToBalance(Instance instance, List<String> problems) {
        Series series = instance.metrics();
        double read = series.sum("klarion_records_read_total");
        double accounted = series.sum("klarion_records_total");
        if (read != accounted) {
            problems.add(
                    "instance " + instance.name() + " has read " + read + " records and accounts for " + accounted);
        }
    }

    private static void stop(Instance instance, List<String> problems) {
        int code = instance.stop();
        if (code != Instance.TERMINATED) {
            problems.add("instance " + instance.name() + " ended with exit code " + code + " after SIGTERM");
        }
    }

    @Override
    public void close() {
        verdicts.close();
        load.close();
        instances.values().stream().filter(Instance::isAlive).forEach(Instance::kill);
    }
}
