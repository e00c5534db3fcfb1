package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Faults drawn from a seed: one after the other, at instances and brokers, never at two brokers at once. */
public final class RandomFaults {

    private static final int LONGEST_PAUSE = 2_000;
    private static final Duration FROZEN_INSTANCE = Duration.ofSeconds(8);
    private static final Duration FROZEN_BROKER = Duration.ofSeconds(7);

    /** What can happen. */
    public enum Kind {
        /** kill -9 of an instance, which is started again. */
        KILL_INSTANCE,
        /** The same, and its state is gone. */
        KILL_INSTANCE_AND_STATE,
        /** An instance stands still for longer than its session. */
        FREEZE_INSTANCE,
        /** kill -9 of a broker, which is started again. */
        KILL_BROKER,
        /** A broker stands still for longer than its session. */
        FREEZE_BROKER
    }

    private final Scene scene;
    private final List<Instance> victims;
    private final List<Kind> kinds;
    private final SplittableRandom random;
    private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);
    private int restarts;

    /**
     * Faults of a scene.
     *
     * @param victims the instances that may be hit
     * @param kinds what may happen; one that is named twice happens twice as often
     */
    public RandomFaults(Scene scene, List<Instance> victims, List<Kind> kinds, long seed) {
        this.scene = scene;
        this.victims = List.copyOf(victims);
        this.kinds = List.copyOf(kinds);
        this.random = new SplittableRandom(seed);
    }

    /** Lets the next one happen; what was hit is on its way back when this returns. */
    public Kind next() {
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        switch (kind) {
            case KILL_INSTANCE -> killInstance(false);
            case KILL_INSTANCE_AND_STATE -> killInstance(true);
            case FREEZE_INSTANCE -> freezeInstance();
            case KILL_BROKER -> killBroker();
            case FREEZE_BROKER -> freezeBroker();
        }
        done.merge(kind, 1, Integer::sum);
        return kind;
    }

    /** How often each kind has happened. */
    public Map<Kind, Integer> done() {
        return Map.copyOf(done);
    }

    /** How many have happened. */
    public int total() {
        return done.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How often an instance that was starting gave up and was started again. */
    public int restarts() {
        return restarts;
    }

    /** Waits until all the instances that may be hit are back. */
    public void awaitAllUp() {
        victims.forEach(this::awaitUp);
        victims.forEach(Instance::awaitReady);
    }

    private void awaitUp(Instance victim) {
        await("instance " + victim.name() + " is up")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    supervise(victim);
                    return victim.isServing();
                });
    }

    /* As a supervisor would: a start that finds the group's coordinator on the move gives up after a while. Any other
     * end of its own accord is a fault of the product. */
    private void supervise(Instance victim) {
        if (!victim.isAlive()) {
            assertThat(victim.process().err())
                    .as("why instance " + victim.name() + " ended by itself")
                    .contains("must be a reachable broker");
            restarts++;
            victim.start();
        }
    }

    private void killInstance(boolean andState) {
        Instance victim = victims.get(random.nextInt(victims.size()));
        // most are hit at work, some while they start
        if (andState || random.nextInt(4) > 0) {
            awaitUp(victim);
            scene.requireAtWork(victim);
        }
        pause();
        supervise(victim);
        victim.kill();
        if (andState) {
            scene.deleteState(victim);
        }
        pause();
        victim.start();
    }

    private void freezeInstance() {
        Instance victim = victims.get(random.nextInt(victims.size()));
        awaitUp(victim);
        scene.requireAtWork(victim);
        victim.process().freeze();
        scene.pause(FROZEN_INSTANCE);
        victim.process().thaw();
    }

    private void killBroker() {
        int node = wholeAgain();
        pause();
        scene.brokers().kill(node);
        pause();
        scene.brokers().start(node);
    }

    private void freezeBroker() {
        int node = wholeAgain();
        scene.brokers().freeze(node);
        scene.pause(FROZEN_BROKER);
        scene.brokers().thaw(node);
    }

    /* The next victim; a broker that is not yet back in every partition counts as missing. */
    private int wholeAgain() {
        scene.brokers().awaitWhole();
        return 1 + random.nextInt(Brokers.NODES);
    }

    private void pause() {
        scene.pause(Duration.ofMillis(random.nextInt(LONGEST_PAUSE)));
    }
}
