package io.klarion.faults;

import static io.klarion.faults.RandomFaults.Kind.FREEZE_BROKER;
import static io.klarion.faults.RandomFaults.Kind.FREEZE_INSTANCE;
import static io.klarion.faults.RandomFaults.Kind.KILL_BROKER;
import static io.klarion.faults.RandomFaults.Kind.KILL_INSTANCE;
import static io.klarion.faults.RandomFaults.Kind.KILL_INSTANCE_AND_STATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hours under random faults: {@code mvn -B -Pfaults verify -Dsoak.minutes=30}, with {@code -Dfaults.seed} for others.
 * One instance dies and stands still again and again, so do the brokers; the other instance lives through it all, and
 * must not grow. Prints a line each minute and writes {@code soak.json}.
 */
@EnabledIfSystemProperty(named = Soak.MINUTES, matches = ".+")
class Soak {

    /** Names the system property that asks for a soak, and says how long. */
    static final String MINUTES = "soak.minutes";

    private static final String NAME = "soak";
    private static final int LONGEST_PAUSE = 8_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path directory =
            Path.of(System.getProperty("faults.directory", "target/faults")).toAbsolutePath();
    private final int minutes =
            Integer.parseInt(System.getProperty(MINUTES, "0").trim());
    private final long seed = Long.getLong("faults.seed", 1);
    private final List<SoakMinute> told = new ArrayList<>();

    @Test
    void nothingIsLostOrDoubledAndNothingGrows() throws IOException {
        assertThat(minutes).as(MINUTES).isPositive();
        Utils.delete(directory.resolve(NAME).toFile());
        Path own = directory.resolve(NAME);
        Plan plan = Plan.DEFAULT;
        try (Brokers brokers = Brokers.start(own.resolve("brokers"));
                Scene scene = new Scene(brokers, NAME, plan, own)) {
            scene.begin();
            RandomFaults faults = new RandomFaults(
                    scene,
                    List.of(scene.instance("b")),
                    List.of(KILL_INSTANCE, KILL_INSTANCE_AND_STATE, FREEZE_INSTANCE, KILL_BROKER, FREEZE_BROKER),
                    seed);
            Map<String, Long> lives = Map.of("a", scene.instance("a").process().pid());
            soak(scene, faults);
            brokers.heal();
            faults.awaitAllUp();
            scene.awaitCaughtUp();
            assertThat(scene.processes()).containsAllEntriesOf(lives);
            judge(scene.settle(), faults);
        }
    }

    private void soak(Scene scene, RandomFaults faults) {
        SoakGauge gauge = new SoakGauge(scene, scene.instance("a"));
        SplittableRandom random = new SplittableRandom(seed);
        System.out.println(SoakMinute.HEADINGS);
        Instant begin = Instant.now();
        while (told.size() < minutes) {
            faults.next();
            scene.pause(Duration.ofMillis(random.nextInt(LONGEST_PAUSE)));
            if (Duration.between(begin, Instant.now()).toMinutes() > told.size()) {
                SoakMinute minute = gauge.read(told.size() + 1, faults.total());
                told.add(minute);
                System.out.println(minute.line());
            }
        }
    }

    private void judge(Balance balance, RandomFaults faults) {
        List<String> growth = SoakGrowth.of(told);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("seed", seed);
        report.put("faults", faults.done());
        report.put("restarts", faults.restarts());
        report.put("balance", balance);
        report.put("growth", growth);
        report.put("pass", balance.isExact() && growth.isEmpty());
        report.put("minutes", told);
        JSON.writeValue(directory.resolve("soak.json"), report);
        System.out.println("seed " + seed + ", " + faults.done() + "; " + balance);
        assertThat(balance.problems()).isEmpty();
        assertThat(balance.isExact()).as(balance.toString()).isTrue();
        assertThat(growth).as("what has grown").isEmpty();
    }
}
