package io.klarion.faults;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;

/**
 * One broker with access lists. Whoever comes to its open listener is an administrator; the others ask for a password
 * or show a certificate, one of them good, one of another host, one expired.
 */
public final class GuardedBroker implements AutoCloseable {

    /** The user that access lists are for. */
    public static final String USER = "klarion";

    /** The user's password, which nothing may ever print. */
    public static final String PASSWORD = "canary-7f3e91";

    /** The doors for clients that are no administrators. */
    public enum Door {
        PASSWORD("SASL_PLAINTEXT"),
        TLS("SSL"),
        OTHER_HOST("SSL"),
        EXPIRED("SSL");

        private final String protocol;

        Door(String protocol) {
            this.protocol = protocol;
        }
    }

    private static final List<String> ONE_OF_EACH = List.of(
            "default.replication.factor",
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor",
            "share.coordinator.state.topic.replication.factor",
            "min.insync.replicas",
            "transaction.state.log.min.isr");

    private final BrokerNode node;
    private final Certificates certificates;
    private final Map<Door, String> doors = new TreeMap<>();
    private final Map<String, String> administrator;
    private final Admin admin;

    private GuardedBroker(Path directory) {
        FixedPorts ports = new FixedPorts();
        NodeAddress address = new NodeAddress(1, ports.next(), ports.next());
        for (Door door : Door.values()) {
            doors.put(door, NodeAddress.HOST + ":" + ports.next());
        }
        this.certificates = Certificates.in(directory.resolve("certificates"));
        this.node = new BrokerNode(
                address,
                NodeSettings.of(address, List.of(address), directory.resolve("data"), this::settings),
                directory);
        this.administrator = Map.of("bootstrap.servers", address.client());
        node.format(Uuid.randomUuid().toString());
        node.start();
        this.admin = Admin.create(Map.copyOf(administrator));
    }

    /** Starts the broker, with its data, certificates and logs below a directory. */
    public static GuardedBroker start(Path directory) {
        GuardedBroker broker = new GuardedBroker(directory);
        await("a guarded broker")
                .atMost(Patience.LONG)
                .ignoreExceptions()
                .until(() -> broker.admin.describeCluster().nodes().get().size() == 1);
        return broker;
    }

    private Map<String, String> settings(NodeAddress address) {
        Map<String, String> settings = new TreeMap<>();
        ONE_OF_EACH.forEach(each -> settings.put(each, "1"));
        String open = "PLAINTEXT://" + address.client();
        String guarded = doors.entrySet().stream()
                .map(door -> "," + door.getKey() + "://" + door.getValue())
                .collect(Collectors.joining());
        settings.put("listeners", open + ",CONTROLLER://" + address.controller() + guarded);
        settings.put("advertised.listeners", open + guarded);
        settings.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"
                        + Arrays.stream(Door.values())
                                .map(door -> "," + door + ":" + door.protocol)
                                .collect(Collectors.joining()));
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put(
                "listener.name.password.plain.sasl.jaas.config", login() + " user_" + USER + "=\"" + PASSWORD + "\";");
        settings.putAll(certificates.server("tls", certificates.good()));
        settings.putAll(certificates.server("other_host", certificates.otherHost()));
        settings.putAll(certificates.server("expired", certificates.expired()));
        return settings;
    }

    private static String login() {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required";
    }

    /** Client properties for the door that asks for a password. */
    public Map<String, String> user(String password) {
        return Map.of(
                "bootstrap.servers",
                address(Door.PASSWORD),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                login() + " username=\"" + USER + "\" password=\"" + password + "\";");
    }

    /** Client properties for a door with a certificate, for a client that trusts these. */
    public Map<String, String> trusting(Door door, Path trusted) {
        return Map.of(
                "bootstrap.servers",
                address(door),
                "security.protocol",
                "SSL",
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                trusted.toString(),
                "ssl.truststore.password",
                Certificates.PASSWORD);
    }

    /** Where a door is: {@code host:port}. */
    public String address(Door door) {
        return doors.getOrDefault(door, "");
    }

    /** The certificates it shows, and what clients trust. */
    public Certificates certificates() {
        return certificates;
    }

    /** Client properties of an administrator. */
    public Map<String, String> administrator() {
        return administrator;
    }

    /** Creates topics of one partition that keep what they are given. */
    public void createTopics(List<String> names) throws ExecutionException, InterruptedException {
        List<NewTopic> topics = new ArrayList<>();
        names.forEach(name -> topics.add(new NewTopic(name, 1, (short) 1).configs(Map.of("retention.ms", "-1"))));
        admin.createTopics(topics).all().get();
    }

    /** Adds entries to the access list. */
    public void allow(List<AclBinding> bindings) throws ExecutionException, InterruptedException {
        admin.createAcls(bindings).all().get();
    }

    /** Takes entries back. */
    public void withdraw(List<AclBinding> bindings) throws ExecutionException, InterruptedException {
        admin.deleteAcls(bindings.stream().map(AclBinding::toFilter).toList())
                .all()
                .get();
    }

    /** Kills it and starts it again with what it had. */
    public void restart() {
        node.kill();
        node.start();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
        if (node.isAlive()) {
            node.kill();
        }
    }
}
