package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.codec.ReferenceJson;
import io.klarion.core.reference.Reference;
import io.klarion.demo.EmbeddedBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * History on a cluster as an operator meets it: topics replayed, verdicts read from their topic, records that have
 * expired, ranges that hold nothing. {@code x} is one higher from the fifth hour on.
 */
@Timeout(300)
class ReplayTopicIT {

    private static final int HOURS = 8;
    private static final int PER_HOUR = 400;

    @TempDir
    private static Path directory;

    private static long begin;

    private static EmbeddedBroker broker;
    private static Path replayed;

    @BeforeAll
    static void replayTheWholeTopic() throws Exception {
        begin = Instant.now().toEpochMilli() / 3_600_000L * 3_600_000L - HOURS * 3_600_000L;
        broker = EmbeddedBroker.start();
        broker.createTopic("orders", 2, Map.of());
        broker.createTopic("empty", 2, Map.of());
        broker.createTopic("wide", 2, Map.of());
        broker.createTopic("klarion.verdicts", 2, Map.of());
        broker.createTopic("klarion.alerts", 2, Map.of());
        send();
        config("orders");
        Ran built = klarion(
                "reference",
                "build",
                "--config",
                config("orders"),
                "--to",
                hour(4).toString(),
                "--out",
                directory.resolve("reference.json").toString());
        assertThat(built.exit()).as(built.err()).isZero();
        replayed = directory.resolve("replayed");
        Ran ran = klarion("replay", "--config", config("orders"), "--out", replayed.toString());
        assertThat(ran.exit()).as(ran.err()).isZero();
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private static Instant hour(int hour) {
        return Instant.ofEpochMilli(begin + hour * 3_600_000L);
    }

    private static String config(String topic) throws IOException {
        return Files.writeString(directory.resolve(topic + ".yaml"), """
                        kafka: { bootstrap.servers: "%s" }
                        monitors:
                          - name: orders
                            source: { topics: [%s] }
                            event-time: { field: /ts, unit: iso8601 }
                            window: { size: 30m }
                            reference: { file: reference.json }
                            features: [ { name: x, type: numeric } ]
                        """.formatted(broker.bootstrapServers(), topic))
                .toString();
    }

    private static void send() {
        SplittableRandom random = new SplittableRandom(5);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < HOURS * PER_HOUR; i++) {
                long time = begin + i * 3_600_000L / PER_HOUR;
                double x = random.nextGaussian() + (i / PER_HOUR >= 4 ? 1 : 0);
                String line = "{\"ts\":\"" + Instant.ofEpochMilli(time) + "\",\"x\":" + x + "}";
                var unused = producer.send(
                        new ProducerRecord<>("orders", i % 2, time, null, line.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static Ran klarion(String... arguments) {
        return Ran.klarion(arguments);
    }

    private static Ran replay(String topic, String out, String... more) throws IOException {
        return klarion(Stream.concat(
                        Stream.of(
                                "replay",
                                "--config",
                                config(topic),
                                "--out",
                                directory.resolve(out).toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /* Neither what ended well nor what failed leaves anything. */
    @AfterEach
    void nothingIsLeftOnTheCluster() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            await("topics and groups of replays are gone")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> {
                        assertThat(admin.listTopics().names().get()).noneMatch(name -> name.contains("-replay-"));
                        assertThat(admin.listGroups().all().get())
                                .extracting(GroupListing::groupId)
                                .noneMatch(group -> group.contains("-replay-"));
                    });
        }
    }

    private static void assertRefused(Ran ran, String out, int exit, String problem) {
        assertThat(ran.exit()).as(ran.err()).isEqualTo(exit);
        assertThat(ran.err()).contains(problem).doesNotContain("\tat ");
        for (String file : List.of("verdicts.jsonl", "alerts.jsonl", "summary.json", "verdicts.csv", "report.html")) {
            assertThat(directory.resolve(out).resolve(file)).doesNotExist();
        }
    }

    @Test
    void theTopicOfVerdictsGivesWhatTheFilesOfAReplayGive() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            publish(producer, "klarion.verdicts", "verdicts.jsonl");
            publish(producer, "klarion.alerts", "alerts.jsonl");
        }

        for (String files : List.of("report", "backtest")) {
            for (boolean isTopic : List.of(true, false)) {
                Ran ran = klarion(ofVerdicts(files, isTopic, outOf(files, isTopic)));
                assertThat(ran.exit()).as(ran.err()).isZero();
            }
            List<String> written = new ArrayList<>(List.of("verdicts.jsonl", "alerts.jsonl", "report.html"));
            if (files.equals("backtest")) {
                written.add("backtest.json");
            }
            for (String file : written) {
                assertThat(outOf(files, true).resolve(file))
                        .hasSameTextualContentAs(outOf(files, false).resolve(file));
            }
        }
        assertThat(outOf("report", true).resolve("verdicts.jsonl"))
                .hasSameBinaryContentAs(replayed.resolve("verdicts.jsonl"));
    }

    private static Path outOf(String command, boolean isTopic) {
        return directory.resolve(command + (isTopic ? "-of-topic" : "-of-files"));
    }

    private static String[] ofVerdicts(String command, boolean isTopic, Path out) throws IOException {
        Stream<String> begin = Stream.of(command, "--config", config("orders"), "--out", out.toString(), "--verdicts");
        return (isTopic ? begin : Stream.concat(begin, Stream.of(replayed.toString()))).toArray(String[]::new);
    }

    private static void publish(KafkaProducer<byte[], byte[]> producer, String topic, String file) throws IOException {
        List<String> lines = Files.readAllLines(replayed.resolve(file));
        for (int i = 0; i < lines.size(); i++) {
            var unused = producer.send(
                    new ProducerRecord<>(topic, i % 2, null, null, lines.get(i).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void aDumpKnowsThePublishedReferences() throws Exception {
        Path config = Files.writeString(
                directory.resolve("following.yaml"),
                Files.readString(Path.of(config("orders"))) + "topics: { references: versions }\n");
        broker.createTopic("versions", 1, Map.of("cleanup.policy", "compact"));
        publishASecondVersion(hour(5).toEpochMilli());
        Path dump = directory.resolve("dump.jsonl.zst");
        Path ofTopic = directory.resolve("following-topic");
        Path ofDump = directory.resolve("following-dump");

        for (String[] command : List.of(
                new String[] {"dump", "--config", config.toString(), "--out", dump.toString()},
                new String[] {"replay", "--config", config.toString(), "--out", ofTopic.toString()},
                new String[] {
                    "replay", "--config", config.toString(), "--file", dump.toString(), "--out", ofDump.toString()
                })) {
            Ran ran = klarion(command);
            assertThat(ran.exit()).as(ran.err()).isZero();
        }

        assertThat(Files.readString(ofDump.resolve("verdicts.jsonl"))).contains("\"version\":1", "\"version\":2");
        for (String file : List.of("verdicts.jsonl", "alerts.jsonl")) {
            assertThat(ofDump.resolve(file)).hasSameBinaryContentAs(ofTopic.resolve(file));
        }
    }

    /* A verdict has all cells: 1 MiB, the usual largest message, holds some six thousand of them. */
    @Test
    void aVerdictMayBeLargerThanMessagesUsuallyAre() throws Exception {
        sendWideRecords();
        Path config = Files.writeString(directory.resolve("wide.yaml"), """
                kafka: { bootstrap.servers: "%s" }
                monitors:
                  - name: wide
                    source: { topics: [wide] }
                    event-time: { field: /ts, unit: millis }
                    window: { size: 1h }
                    reference: { file: wide.json }
                    bins: { count: 200 }
                """.formatted(broker.bootstrapServers()));
        Path out = directory.resolve("wide");
        Path reference = directory.resolve("wide.json");

        for (String[] command : List.of(
                new String[] {"reference", "build", "--config", config.toString(), "--out", reference.toString()},
                new String[] {"replay", "--config", config.toString(), "--out", out.toString()})) {
            Ran ran = klarion(command);
            assertThat(ran.exit()).as(ran.err()).isZero();
        }

        assertThat(Files.readAllLines(out.resolve("verdicts.jsonl")))
                .hasSize(2)
                .allSatisfy(verdict -> assertThat(verdict.length()).isGreaterThan(1 << 20));
    }

    private static void sendWideRecords() {
        SplittableRandom random = new SplittableRandom(6);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < 2_000; i++) {
                StringBuilder line = new StringBuilder("{\"ts\":").append(begin + i * 3_600L);
                for (int feature = 0; feature < 60; feature++) {
                    line.append(",\"x").append(feature).append("\":").append(random.nextDouble());
                }
                byte[] value = line.append('}').toString().getBytes(StandardCharsets.UTF_8);
                var unused = producer.send(new ProducerRecord<>("wide", value));
            }
        }
    }

    @Test
    void noTopicOfReferencesIsMade() throws Exception {
        Path config = Files.writeString(
                directory.resolve("nothing-published.yaml"),
                Files.readString(Path.of(config("orders"))) + "topics: { references: nothing-published }\n");
        Path out = directory.resolve("nothing-published");

        Ran ran = klarion("replay", "--config", config.toString(), "--out", out.toString());

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(out.resolve("verdicts.jsonl")).hasSameBinaryContentAs(replayed.resolve("verdicts.jsonl"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).doesNotContain("nothing-published");
        }
    }

    private static void publishASecondVersion(long time) {
        Reference first = ReferenceJson.read(directory.resolve("reference.json"));
        Reference second = first.as(2, Long.MIN_VALUE);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            var unused = producer.send(new ProducerRecord<>(
                    "versions",
                    0,
                    time,
                    ("orders|2|" + second.digest()).getBytes(StandardCharsets.UTF_8),
                    ReferenceJson.text(second).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void windowsWhoseFirstRecordsHaveExpiredAreLeftOutAndTheRestIsWhatItWas() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // an hour and a half less two records of the one partition
            admin.deleteRecords(
                            Map.of(new TopicPartition("orders", 1), RecordsToDelete.beforeOffset(3 * PER_HOUR / 4 - 2)))
                    .all()
                    .get();
        }

        Ran ran = replay("orders", "expired");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("windows that begin earlier are left out");
        List<String> whole = Files.readAllLines(replayed.resolve("verdicts.jsonl"));
        assertThat(Files.readAllLines(directory.resolve("expired").resolve("verdicts.jsonl")))
                .isEqualTo(whole.subList(3, whole.size()));
    }

    @Test
    void aRangeWithoutRecordsIsRefused() throws IOException {
        Ran later = replay("orders", "later", "--from", "2050-01-01T00:00:00Z");
        Ran empty = replay("empty", "nothing");

        assertRefused(later, "later", 1, "no records in the range: the topics orders hold none from there on");
        assertRefused(empty, "nothing", 1, "no records in the range: the topics empty hold none from there on");
    }

    @Test
    void aRangeWithoutAWholeWindowIsRefused() throws IOException {
        Ran ran = replay(
                "orders",
                "short",
                "--from",
                hour(5).plusSeconds(60).toString(),
                "--to",
                hour(5).plusSeconds(120).toString());

        assertRefused(ran, "short", 1, "--from, --to: must hold at least one whole window");
    }

    @Test
    void aTopicThatDoesNotExistIsNamed() throws IOException {
        Ran ran = replay("absent", "absent");

        assertRefused(ran, "absent", 1, "absent");
    }

    @Test
    void offsetsOfAPartitionThatIsNotThereAreRefused() throws IOException {
        Ran ran = replay("orders", "offsets", "--from", "orders-7@3");

        assertRefused(
                ran, "offsets", 1, "offsets: must be of partitions that are read, orders-0 to orders-1, was orders-7");
    }
}
