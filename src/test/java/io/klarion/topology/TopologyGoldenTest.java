package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import io.klarion.shop.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The topology must not change unawares: state is found again by the names and numbers of its parts. */
class TopologyGoldenTest {

    private static final Monitor MONITOR = Shop.byRegion(0);

    @Test
    void theTopologyIsTheOneInTheGoldenFile() throws IOException {
        assertThat(describe(List.of(MONITOR))).isEqualTo(golden());
    }

    @Test
    void threeMonitorsOnTheSameTopicsHaveTheSameTopology() throws IOException {
        List<String> topics = List.of(Shop.ORDERS, Shop.PAYMENTS);
        Monitor second = Shop.monitor("second", topics, List.of(), Shop.TUMBLING, 0);
        Monitor third = Shop.monitor("third", topics, List.of("/kind"), WindowSpec.tumbling(1000, 0), 0);
        assertThat(describe(List.of(MONITOR, second, third))).isEqualTo(golden());
    }

    @Test
    void nothingInternalHasANameThatStreamsMadeUp() {
        assertThat(describe(List.of(MONITOR))).doesNotContainPattern("\\d{10}");
    }

    private static String describe(List<Monitor> monitors) {
        return MonitorStreams.describe(
                TestSettings.of("klarion", "127.0.0.1:9", Path.of("state")),
                monitors,
                new TreeMap<>(Map.of(Shop.ORDERS, 4, Shop.PAYMENTS, 2)));
    }

    private static String golden() throws IOException {
        try (InputStream file = TopologyGoldenTest.class.getResourceAsStream("/golden/topology/description.txt")) {
            assertThat(file).as("golden/topology/description.txt").isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
