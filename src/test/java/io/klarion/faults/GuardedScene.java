package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.shop.Results;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.acl.AclBinding;

/** One application of its own at a guarded broker: its topics with a little load, and one instance to be started. */
public final class GuardedScene implements AutoCloseable {

    private final GuardedBroker broker;
    private final String name;
    private final Path directory;
    private final Load load;

    GuardedScene(GuardedBroker broker, String name, Path directory) throws ExecutionException, InterruptedException {
        this.broker = broker;
        this.name = name;
        this.directory = directory;
        Deployment deployment = deployment(Map.of());
        broker.createTopics(List.of(deployment.orders(), deployment.payments()));
        this.load =
                new Load(broker.administrator()).lane(deployment.orders(), 0, 2).lane(deployment.payments(), 0, 1);
        load.start();
    }

    /** The broker. */
    public GuardedBroker broker() {
        return broker;
    }

    /** The names of this application's topics. */
    public Deployment deployment() {
        return deployment(Map.of());
    }

    private Deployment deployment(Map<String, String> client) {
        return new Deployment(
                name,
                directory,
                client,
                Plan.DEFAULT.withInstances(1).withPaymentsPartitions(1).with(GuardedScene::onOneBroker));
    }

    @SuppressWarnings("unchecked") // the section is made by Deployment, and is such a map
    private static Map<String, Object> onOneBroker(Map<String, Object> config) {
        Map<String, Object> topics = new HashMap<>((Map<String, Object>) config.get("topics"));
        topics.put("replication-factor", 1);
        config.put("topics", topics);
        return config;
    }

    /** An instance that connects so, not started. */
    public Instance instance(Map<String, String> client) {
        return deployment(client).instance("a");
    }

    /** Changes the access list. */
    public void allow(List<AclBinding> bindings) throws ExecutionException, InterruptedException {
        broker.allow(bindings);
    }

    /** Takes entries of the access list back. */
    public void withdraw(List<AclBinding> bindings) throws ExecutionException, InterruptedException {
        broker.withdraw(bindings);
    }

    /** Waits until the instance has written verdicts. */
    public void awaitVerdicts(Instance instance) {
        try (VerdictFeed verdicts = new VerdictFeed(broker.administrator(), Results.verdicts(name))) {
            await("verdicts")
                    .atMost(Patience.LONG)
                    .failFast(
                            "instance " + instance.name() + " has ended",
                            () -> assertThat(instance.isAlive())
                                    .as(instance.process().err())
                                    .isTrue())
                    .until(() -> verdicts.size() > 0);
        }
    }

    /** Starts the instance and waits for it to end with one line that says why and holds this text; returns that line. */
    public String refusal(Instance instance, String text) {
        instance.start();
        return lastWords(instance, text);
    }

    /** Waits for a running instance to end with one line that says why and holds this text; returns that line. */
    public String lastWords(Instance instance, String text) {
        long begun = System.nanoTime();
        int code = instance.process().awaitExit(Patience.LONG);
        double seconds = (System.nanoTime() - begun) / 1e9;
        assertThat(code).as(instance.process().err()).isEqualTo(1);
        List<String> said = instance.process()
                .err()
                .lines()
                .filter(line -> line.startsWith("klarion: ") || line.startsWith("stopped: "))
                .toList();
        assertThat(said).as(instance.process().err()).hasSize(1);
        assertThat(said.get(0)).contains(text);
        return String.format("exit code 1 after %.1f s: %s", seconds, said.get(0));
    }

    @Override
    public void close() {
        load.close();
    }
}
