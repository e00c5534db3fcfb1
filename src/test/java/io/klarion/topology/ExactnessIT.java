package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.demo.EmbeddedBroker;
import io.klarion.shop.Counted;
import io.klarion.shop.Recount;
import io.klarion.shop.Results;
import io.klarion.shop.Shop;
import io.klarion.shop.ShopFeed;
import io.klarion.shop.ShopRecord;
import io.klarion.shop.ShopRecords;
import io.klarion.shop.WindowId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The promise: every record is counted in exactly the windows an independent recount gives, whatever dies. */
@Timeout(480)
class ExactnessIT {

    private static final String APPLICATION = "exactness";
    private static final long SPAN = 1_200_000;
    private static final long NEVER_IDLE = 600_000;

    @TempDir
    Path directory;

    private final SortedMap<String, List<ShopRecord>> log = new TreeMap<>();

    @Test
    void everyRecordIsCountedInItsWindowsThoughBothInstancesAreKilledAndComeBack() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                ShopFeed first = new ShopFeed(broker.bootstrapServers());
                ShopFeed rest = new ShopFeed(broker.bootstrapServers())) {
            broker.createTopic(Shop.ORDERS, 4, Map.of("retention.ms", "-1"));
            broker.createTopic(Shop.PAYMENTS, 2, Map.of("retention.ms", "-1"));
            for (Lane lane : lanes()) {
                int held = lane.records().size() / 10;
                int most = lane.records().size() - held;
                first.lane(lane.records().subList(0, most), lane.firstTick(), lane.each());
                rest.lane(lane.records().subList(most, most + held), 0, lane.each());
            }
            runAndKill(broker.bootstrapServers(), first, rest);
            Results results = new Results(APPLICATION, broker.bootstrapServers());
            requireExactWindows(results);
            requireQuarantineOneToOne(results);
            requireAlertsOnce(results);
        }
    }

    /* The records of one partition: so many each tick, from some tick on. */
    private record Lane(List<ShopRecord> records, int firstTick, int each) {}

    private List<Lane> lanes() {
        return List.of(
                new Lane(draw(Shop.ORDERS, 0, 24_000), 0, 6_000),
                new Lane(draw(Shop.ORDERS, 1, 9_000), 0, 40),
                new Lane(draw(Shop.ORDERS, 2, 2_000), 20, 10),
                new Lane(draw(Shop.ORDERS, 3, 250), 0, 1),
                new Lane(draw(Shop.PAYMENTS, 0, 4_000), 60, 25),
                new Lane(draw(Shop.PAYMENTS, 1, 300), 200, 100));
    }

    private List<ShopRecord> draw(String topic, int partition, int count) {
        List<ShopRecord> records =
                new ShopRecords(17L * partition + topic.length(), topic, partition).over(SPAN, count);
        log.put(topic + "-" + partition, records);
        return records;
    }

    private void runAndKill(String servers, ShopFeed first, ShopFeed rest) throws Exception {
        Process one = MonitorProcess.start(APPLICATION, servers, directory.resolve("one"), NEVER_IDLE);
        Process two = MonitorProcess.start(APPLICATION, servers, directory.resolve("two"), NEVER_IDLE);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            awaitMembers(admin);
            first.start();
            awaitRead(admin, 26_000);
            two.destroyForcibly().waitFor();
            awaitRead(admin, 29_000);
            two = MonitorProcess.start(APPLICATION, servers, directory.resolve("two"), NEVER_IDLE);
            awaitRead(admin, 31_500);
            one.destroyForcibly().waitFor();
            // only now, so that both were killed midway however fast they are
            first.awaitSent();
            rest.start();
            one = MonitorProcess.start(APPLICATION, servers, directory.resolve("one"), NEVER_IDLE);
            awaitRead(admin, total());
            awaitAllWindows(new Results(APPLICATION, servers));
        } finally {
            end(one);
            end(two);
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private long total() {
        return log.values().stream().mapToLong(List::size).sum();
    }

    /* A process takes seconds to start on a busy machine, in which it would miss most of what it is to be killed amid. */
    private static void awaitMembers(Admin admin) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(admin.describeConsumerGroups(List.of(APPLICATION))
                                .describedGroups()
                                .values())
                        .allSatisfy(group -> assertThat(group.get().members()).hasSize(2)));
    }

    private void awaitRead(Admin admin, long records) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(read(admin)).isGreaterThanOrEqualTo(records));
    }

    /* How far the group has committed, over all source partitions. */
    private static long read(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(APPLICATION).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> !entry.getKey().topic().startsWith(APPLICATION))
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    private void awaitAllWindows(Results results) {
        int expected = monitors().stream()
                .mapToInt(monitor -> recount().closed(monitor).size())
                .sum();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(monitors().stream()
                                .mapToInt(monitor ->
                                        results.counted(monitor.name()).size())
                                .sum())
                        .isGreaterThanOrEqualTo(expected));
    }

    private Recount recount() {
        return new Recount(log.values());
    }

    private static List<Monitor> monitors() {
        return List.of(Shop.byRegion(NEVER_IDLE), Shop.overall(NEVER_IDLE));
    }

    private void requireExactWindows(Results results) {
        for (Monitor monitor : monitors()) {
            SortedMap<WindowId, Counted> expected = recount().closed(monitor);
            assertThat(expected).as("windows of " + monitor.name()).hasSizeGreaterThan(35);
            assertThat(results.counted(monitor.name()))
                    .as("windows of " + monitor.name())
                    .isEqualTo(expected);
        }
        List<Verdict> verdicts = results.verdicts();
        assertThat(verdicts.stream().map(WindowId::of)).as("no window twice").doesNotHaveDuplicates();
        assertThat(verdicts).allMatch(verdict -> verdict.revision() == 0);
        assertThat(verdicts).allMatch(verdict -> verdict.completeness() == Completeness.COMPLETE);
    }

    private void requireQuarantineOneToOne(Results results) {
        List<String> rejected = new ArrayList<>();
        log.forEach((partition, records) -> {
            for (int offset = 0; offset < records.size(); offset++) {
                if (records.get(offset).isRejected()) {
                    rejected.add(partition + "@" + offset);
                }
            }
        });
        assertThat(rejected).hasSizeGreaterThan(100);
        assertThat(results.quarantined()).containsExactlyInAnyOrderElementsOf(rejected);
    }

    private static void requireAlertsOnce(Results results) {
        List<Alert> alerts = results.alerts();
        assertThat(alerts.stream()
                        .filter(alert -> alert.state() == AlertTransition.FIRING)
                        .map(Alert::feature)
                        .collect(Collectors.toSet()))
                .as("the drift is found")
                .containsExactly("amount");
        assertThat(alerts.stream()
                        .map(alert -> List.of(alert.id(), alert.state(), alert.severity(), alert.windowStart())))
                .doesNotHaveDuplicates();
    }
}
