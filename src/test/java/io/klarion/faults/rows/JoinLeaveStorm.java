package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Patience;
import io.klarion.faults.Scene;
import io.klarion.faults.Scraper;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A second instance joins and leaves every few seconds, in good order or not, while both are scraped. */
public final class JoinLeaveStorm implements Fault {

    private static final int CYCLES = 4;
    private static final Duration AWAY = Duration.ofMillis(1500);
    private static final Duration THERE = Duration.ofSeconds(2);
    private static final int FEWEST_SCRAPES = 100;

    /* By region: north, south, east and none; and overall; each with two features. */
    private static final int FEATURE_SERIES = 10;

    @Override
    public String name() {
        return "join-leave-storm";
    }

    @Override
    public String expected() {
        return "Exact; every scrape answers within 1 s, at the end each series is on one instance.";
    }

    @Override
    public String happen(Scene scene) {
        Instance stays = scene.instance("a");
        Instance comesAndGoes = scene.instance("b");
        try (Scraper scraper = new Scraper(scene.instances())) {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                if (cycle % 2 == 0) {
                    assertThat(comesAndGoes.stop())
                            .as("exit code after SIGTERM")
                            .isEqualTo(Instance.TERMINATED);
                } else {
                    comesAndGoes.kill();
                }
                scene.pause(AWAY);
                comesAndGoes.start();
                comesAndGoes.awaitUp();
                scene.pause(THERE);
            }
            awaitOneOwnerEach(stays, comesAndGoes);
            scene.awaitCaughtUp();
            assertThat(scraper.problems()).as("scrapes").isEmpty();
            assertThat(scraper.scrapes()).as("scrapes").isGreaterThan(FEWEST_SCRAPES);
            return CYCLES + " times gone and come back, " + scraper.scrapes() + " scrapes, the slowest in "
                    + scraper.slowest().toMillis() + " ms; " + FEATURE_SERIES + " feature series, each on one instance";
        }
    }

    private static void awaitOneOwnerEach(Instance one, Instance other) {
        await("each series on one instance")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    Set<String> ofOne = featureSeries(one);
                    Set<String> ofOther = featureSeries(other);
                    assertThat(ofOne).as("series of both").doesNotContainAnyElementsOf(ofOther);
                    assertThat(ofOne).isNotEmpty();
                    assertThat(ofOther).isNotEmpty();
                    assertThat(ofOne.size() + ofOther.size()).isEqualTo(FEATURE_SERIES);
                });
    }

    private static Set<String> featureSeries(Instance instance) {
        return instance.metrics().all().keySet().stream()
                .filter(series -> series.startsWith("klarion_feature_state{"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
