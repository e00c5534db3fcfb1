package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Reference;
import io.klarion.demo.EmbeddedBroker;
import io.klarion.metrics.LiveTasks;
import io.klarion.metrics.RecordCounters;
import io.klarion.shop.Results;
import io.klarion.shop.Shop;
import io.klarion.shop.ShopFeed;
import io.klarion.shop.ShopRecords;
import io.klarion.shop.WindowId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** References that are published while windows are open. */
@Timeout(120)
class PublishedReferenceIT {

    private static final String REFERENCES = "klarion.references";
    private static final long MINUTE = 60_000;

    private final Monitor monitor = Shop.monitor("orders", List.of(Shop.ORDERS), List.of(), Shop.TUMBLING, 600_000);

    /* Event times around those at which a version that is published now can be in force at the earliest. */
    private final long begin = System.currentTimeMillis() + Shop.MAX_LEAD - 5 * MINUTE;

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private ShopFeed feed;

    @BeforeEach
    void startBroker() throws IOException, InterruptedException {
        broker = EmbeddedBroker.start();
        broker.createTopic(Shop.ORDERS, 1, Map.of("retention.ms", "-1"));
        feed = new ShopFeed(broker.bootstrapServers());
    }

    @AfterEach
    void stopBroker() {
        feed.close();
        broker.close();
    }

    @Test
    void aVersionChangesNothingForWindowsThatAreOpenAndAReplaySaysTheSame() {
        Results live = new Results("live", broker.bootstrapServers());
        Reference published;
        try (MonitorStreams streams = MonitorStreams.live(settings("live"), List.of(monitor), Ports.none())) {
            streams.start();
            feed.send(new ShopRecords(1, Shop.ORDERS, 0).between(begin, begin + 5 * MINUTE, 3_000));
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(live.verdicts()).hasSizeGreaterThan(5));
            published = new ReferencePublisher(settings("live"), List.of(monitor), Clock.systemUTC())
                    .publish("orders", otherCounts(monitor.references().get(0)), Long.MIN_VALUE);
            feed.send(new ShopRecords(2, Shop.ORDERS, 0)
                    .between(begin + 5 * MINUTE, published.effectiveFrom() + 5 * MINUTE, 5_000));
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(live.verdicts())
                            .anyMatch(verdict -> verdict.end() == published.effectiveFrom() + 4 * MINUTE));
        }
        assertThat(published.version()).isEqualTo(2);
        List<Verdict> verdicts = live.verdicts();
        assertThat(verdicts)
                .allSatisfy(verdict -> assertThat(verdict.reference().version())
                        .isEqualTo(verdict.start() < published.effectiveFrom() ? 1 : 2));
        assertThat(live.alerts()).extracting(Alert::summary).anyMatch(summary -> summary.startsWith("amount drifted"));
        requireSameInReplay(verdicts, live.alerts());
    }

    private void requireSameInReplay(List<Verdict> verdicts, List<Alert> alerts) {
        Watcher watcher = new Watcher();
        try (MonitorStreams streams = MonitorStreams.bounded(
                settings("again"),
                List.of(monitor),
                new Ports(new LiveTasks(), new RecordCounters(), watcher),
                Map.of())) {
            streams.start();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> watcher.finished().size() == streams.internalPartitions());
        }
        Results again = new Results("again", broker.bootstrapServers());
        assertThat(byWindow(again.verdicts())).containsAllEntriesOf(byWindow(verdicts));
        assertThat(again.alerts()).containsAll(alerts);
    }

    /* Without the number of late records, which is what was known when the window closed. */
    private static SortedMap<WindowId, Object> byWindow(List<Verdict> verdicts) {
        return verdicts.stream()
                .collect(Collectors.toMap(
                        WindowId::of,
                        (Function<Verdict, Object>) verdict -> List.of(verdict.reference(), verdict.features()),
                        (one, two) -> two,
                        TreeMap::new));
    }

    private StreamsSettings settings(String application) {
        return TestSettings.of(application, broker.bootstrapServers(), directory.resolve(application))
                .following(REFERENCES);
    }

    /* The same cells, all records in the first. */
    private static Reference otherCounts(Reference reference) {
        List<FeatureReference> features = reference.pooled().features().stream()
                .map(feature -> {
                    long[] counts = new long[feature.counts().length];
                    counts[0] = feature.total();
                    return new FeatureReference(counts, feature.total(), feature.dispersion());
                })
                .toList();
        return new Reference(
                reference.id(),
                reference.version(),
                reference.effectiveFrom(),
                reference.provenance(),
                reference.layout(),
                new Population(reference.pooled().records(), features),
                new TreeMap<>());
    }
}
