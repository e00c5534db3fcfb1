package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.monitor.Monitor;
import io.klarion.shop.Counted;
import io.klarion.shop.Recount;
import io.klarion.shop.Shop;
import io.klarion.shop.ShopRecord;
import io.klarion.shop.ShopRecords;
import io.klarion.shop.WindowId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class RunningBalanceTest {

    private static final int PIECES = 20;

    private final List<Monitor> monitors = List.of(Shop.byRegion(60_000), Shop.overall(60_000));
    private final KnownLog log = new KnownLog();
    private final Map<WindowId, Counted> verdicts = new HashMap<>();
    private final RunningBalance balance = new RunningBalance(monitors);

    private final List<List<ShopRecord>> records = List.of(
            new ShopRecords(1, Shop.ORDERS, 0).over(3_600_000, 9_000),
            new ShopRecords(2, Shop.ORDERS, 1).over(3_600_000, 4_000),
            new ShopRecords(3, Shop.PAYMENTS, 0).over(3_600_000, 6_000));

    /* Acknowledges the next piece of every partition. */
    private void acknowledge(int piece) {
        for (List<ShopRecord> partition : records) {
            int from = partition.size() * piece / PIECES;
            int to = partition.size() * (piece + 1) / PIECES;
            for (int offset = from; offset < to; offset++) {
                log.acknowledged(partition.get(offset), offset);
            }
        }
    }

    private SortedMap<WindowId, Counted> closed(Monitor monitor) {
        return new Recount(log.lists()).closed(monitor);
    }

    private void update() {
        balance.update(log, window -> verdicts.getOrDefault(window, Counted.NOTHING));
    }

    @Test
    void whatIsComparedPieceByPieceIsWhatTheWholeGives() {
        for (int piece = 0; piece < PIECES; piece++) {
            acknowledge(piece);
            monitors.forEach(monitor -> verdicts.putAll(closed(monitor)));
            update();
        }
        int all = monitors.stream().mapToInt(monitor -> closed(monitor).size()).sum();
        assertThat(all).isGreaterThan(500);
        assertThat(balance.windows()).isEqualTo(all);
        assertThat(balance.waiting()).isZero();
        assertThat(balance.lost()).isZero();
        assertThat(balance.duplicated()).isZero();
    }

    @Test
    void aVerdictThatComesLateIsWaitedForAndAWrongOneIsCounted() {
        acknowledge(0);
        acknowledge(1);
        SortedMap<WindowId, Counted> due = closed(monitors.get(1));
        WindowId missing = due.firstKey();
        WindowId doubled = due.lastKey();
        monitors.forEach(monitor -> verdicts.putAll(closed(monitor)));
        ShopRecord extra = new ShopRecords(4, Shop.ORDERS, 0).onTime(doubled.end() - 1);
        verdicts.computeIfPresent(doubled, (id, counted) -> counted.plus(extra));
        Counted late = verdicts.remove(missing);
        update();
        assertThat(balance.waiting()).isEqualTo(1);
        assertThat(balance.duplicated()).isEqualTo(1);
        assertThat(balance.lost()).isZero();
        verdicts.put(missing, late);
        update();
        assertThat(balance.waiting()).isZero();
        assertThat(balance.lost()).isZero();
    }
}
