package io.klarion.topology;

import io.klarion.codec.DecodeLimits;
import io.klarion.shop.Shop;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a topology of the shop is built from. */
final class TestSpec {

    /** Orders and payments by region. */
    static final TopologySpec SHOP = new TopologySpec(
            List.of(Shop.byRegion(0)),
            new TreeMap<>(Map.of(Shop.ORDERS, 1, Shop.PAYMENTS, 1)),
            TopicIds.NONE,
            Map.of(),
            1,
            new TopologySpec.Topics("app-internal", "verdicts", "alerts", "quarantine"),
            DecodeLimits.DEFAULT);

    private TestSpec() {}
}
