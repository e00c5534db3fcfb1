package io.klarion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedBrokerIT {

    private static final Duration POLL = Duration.ofMillis(200);

    @TempDir
    Path directory;

    @Test
    void readersOfCommittedRecordsSeeCommittedTransactionsAndNoAbortedOnes() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            broker.createTopic("loans", 3, Map.of());
            try (KafkaProducer<String, String> producer = producer(broker.bootstrapServers())) {
                producer.initTransactions();
                transact(producer, "kept-1", true);
                transact(producer, "dropped", false);
                transact(producer, "kept-2", true);
            }
            assertThat(read(broker.bootstrapServers(), 2)).containsExactlyInAnyOrder("kept-1", "kept-2");
        }
    }

    @Test
    void aDirectoryThatIsGivenKeepsItsRecordsForTheNextBroker() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            broker.createTopic("loans", 1, Map.of());
            try (KafkaProducer<String, String> producer = producer(broker.bootstrapServers())) {
                producer.initTransactions();
                transact(producer, "kept", true);
            }
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            assertThat(read(broker.bootstrapServers(), 1)).containsExactly("kept");
        }
    }

    @Test
    void aDirectoryOfItsOwnIsRemovedAndClosingTwiceIsClosingOnce() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start();
        assertThat(broker.directory()).isDirectory();
        broker.close();
        broker.close();
        assertThat(broker.directory()).doesNotExist();
    }

    @Test
    void twoBrokersLiveSideBySideOnPortsOfTheirOwn() throws Exception {
        try (EmbeddedBroker one = EmbeddedBroker.start();
                EmbeddedBroker other = EmbeddedBroker.start()) {
            assertThat(one.bootstrapServers()).isNotEqualTo(other.bootstrapServers());
            one.createTopic("loans", 1, Map.of());
            other.createTopic("loans", 1, Map.of());
            assertThatThrownBy(() -> one.createTopic("loans", 1, Map.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("topic loans: cannot be created: org.apache.kafka.common.errors.TopicExistsException:"
                            + " Topic 'loans' already exists.");
        }
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("port " + taken.getLocalPort() + ": cannot be bound: Address already in use");
        }
    }

    @Test
    void aBrokerProcessThatIsKilledComesBackOnItsPortWithItsRecords() throws Exception {
        Process first = brokerProcess(0);
        String address = ready(first);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address))) {
            admin.createTopics(List.of(new NewTopic("loans", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<String, String> producer = producer(address)) {
            producer.initTransactions();
            transact(producer, "before the crash", true);
        }
        first.destroyForcibly().waitFor();
        Process second = brokerProcess(Integer.parseInt(address.substring(address.indexOf(':') + 1)));
        try {
            assertThat(ready(second)).isEqualTo(address);
            assertThat(read(address, 1)).containsExactly("before the crash");
        } finally {
            second.destroyForcibly().waitFor();
        }
    }

    private Process brokerProcess(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        Integer.toString(port),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String ready(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith("READY ")) {
            line = out.readLine();
        }
        assertThat(line).as("the process says when it is ready").isNotNull();
        return line.substring("READY ".length());
    }

    private static void transact(KafkaProducer<String, String> producer, String value, boolean commit)
            throws Exception {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("loans", value)).get();
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    private static KafkaProducer<String, String> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "test"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Reads in a group, so that the offsets topic is used too, until {@code atLeast} came and then once more. */
    private static List<String> read(String bootstrapServers, int atLeast) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG, "readers",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("loans"));
            while (values.size() < atLeast) {
                consumer.poll(POLL).forEach(record -> values.add(record.value()));
            }
            consumer.poll(POLL).forEach(record -> values.add(record.value()));
            consumer.commitSync();
        }
        return values;
    }
}
