package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.core.monitor.Monitor;
import io.klarion.demo.EmbeddedBroker;
import io.klarion.metrics.KlarionMetrics;
import io.klarion.metrics.MetricsPlan;
import io.klarion.shop.Recount;
import io.klarion.shop.Results;
import io.klarion.shop.Shop;
import io.klarion.shop.ShopFeed;
import io.klarion.shop.ShopRecord;
import io.klarion.shop.ShopRecords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A series lives on the instance that evaluates it, and on no other. */
@Timeout(180)
class MovingPartitionsIT {

    private static final long NEVER_IDLE = 600_000;
    private static final int REGIONS = 12;

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private ShopFeed feed;
    private final Map<Integer, List<ShopRecord>> sent = new HashMap<>();
    private long now = ShopRecords.BEGIN;

    private final Monitor monitor =
            Shop.monitor("moving", List.of(Shop.ORDERS), List.of("/region"), Shop.TUMBLING, NEVER_IDLE);

    /* One instance with metrics of its own. */
    private final class Instance implements AutoCloseable {

        private final KlarionMetrics metrics = KlarionMetrics.create(Clock.systemUTC(), MetricsPlan.PLAIN);
        private final MonitorStreams streams;

        Instance(String name) {
            streams = MonitorStreams.live(
                    TestSettings.of("moving", broker.bootstrapServers(), directory.resolve(name)),
                    List.of(monitor),
                    new Ports(metrics.tasks(), metrics.records(), StreamListener.NONE));
            streams.start();
        }

        /* The regions with a series of this name, of this value if one is given. */
        Set<String> regions(String series, String value) {
            Set<String> regions = new TreeSet<>();
            text().lines().forEach(line -> {
                if (line.startsWith(series + "{feature=\"amount\"") && line.endsWith(value)) {
                    regions.add(line.replaceAll(".*region=(\\w+).*", "$1"));
                }
            });
            return regions;
        }

        private String text() {
            return new String(metrics.scrape().scrape(null).body(), StandardCharsets.UTF_8);
        }

        Set<String> shown() {
            return regions("klarion_divergence_raw", "");
        }

        Set<String> firing() {
            return regions("klarion_alerts_firing", " 1.0");
        }

        @Override
        public void close() {
            streams.close();
            metrics.close();
        }
    }

    @BeforeEach
    void startBroker() throws Exception {
        broker = EmbeddedBroker.start();
        broker.createTopic(Shop.ORDERS, 2, Map.of("retention.ms", "-1"));
        feed = new ShopFeed(broker.bootstrapServers());
    }

    @AfterEach
    void stopBroker() {
        feed.close();
        broker.close();
    }

    @Test
    void aSeriesIsShownByExactlyOneInstanceAndMovesWhenThatOneLeaves() {
        Set<String> all = regions();
        try (Instance stays = new Instance("stays")) {
            Instance leaves = new Instance("leaves");
            try {
                awaitShared(stays, leaves, all);
            } finally {
                leaves.close();
            }
            assertThat(leaves.shown())
                    .as("series of an instance that is closed")
                    .isEmpty();
            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
                feed.send(window());
                assertThat(stays.shown()).isEqualTo(all);
            });
        }
    }

    private void awaitShared(Instance one, Instance other, Set<String> all) {
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            feed.send(window());
            Set<String> shared = new TreeSet<>(one.shown());
            shared.retainAll(other.shown());
            Set<String> together = new TreeSet<>(one.shown());
            together.addAll(other.shown());
            assertThat(shared).as("shown by both").isEmpty();
            assertThat(together).isEqualTo(all);
            assertThat(one.shown()).isNotEmpty();
            assertThat(other.shown()).isNotEmpty();
        });
    }

    @Test
    void alertsAndNumbersAreShownAgainAfterARestartBeforeAnyNewWindow() {
        Set<String> firing;
        try (Instance first = new Instance("first")) {
            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
                feed.send(window());
                assertThat(first.firing()).isEqualTo(regions());
            });
            Results results = new Results("moving", broker.bootstrapServers());
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(results.counted("moving"))
                            .isEqualTo(new Recount(sent.values()).closed(monitor)));
            firing = first.firing();
        }
        try (Instance again = new Instance("again")) {
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(again.firing()).isEqualTo(firing));
            assertThat(again.shown())
                    .as("the last windows, although none has closed since")
                    .isEqualTo(regions());
        }
    }

    private static Set<String> regions() {
        Set<String> regions = new TreeSet<>();
        for (int i = 0; i < REGIONS; i++) {
            regions.add("r" + i);
        }
        return regions;
    }

    /* The next 30 s of both partitions, with amounts of a drift. */
    private List<ShopRecord> window() {
        List<ShopRecord> records = new ArrayList<>();
        for (int i = 0; i < 60 * REGIONS; i++) {
            ShopRecord record = new ShopRecord(
                    Shop.ORDERS,
                    i % 2,
                    now,
                    now,
                    Optional.of("r" + i / 2 % REGIONS),
                    OptionalDouble.of(45),
                    Optional.of("card"),
                    ShopRecord.Fault.NONE);
            records.add(record);
            sent.computeIfAbsent(i % 2, partition -> new ArrayList<>()).add(record);
        }
        now += 30_000;
        return records;
    }
}
