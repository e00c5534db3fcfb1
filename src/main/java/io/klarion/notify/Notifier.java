package io.klarion.notify;

import io.klarion.core.delivery.SamplePage;
import io.klarion.core.delivery.Standing;
import io.klarion.core.delivery.Taken;
import io.klarion.metrics.DeliveryCounters;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Tells every sink of the configuration, each for itself. Runs until closed, and disturbs nobody. */
public final class Notifier implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final long TEST_LASTS = 60_000;

    private final List<SinkWorker> workers;

    private Notifier(List<SinkWorker> workers) {
        this.workers = workers;
    }

    /** Starts; one without sinks does nothing. */
    public static Notifier start(NotifierSettings settings, DeliveryCounters counters, Clock clock) {
        SplittableRandom chance = new SplittableRandom();
        List<SinkWorker> workers = new ArrayList<>();
        settings.alertmanager()
                .ifPresent(sink -> workers.add(new SinkWorker(
                        AlertmanagerSink.NAME,
                        settings,
                        () -> new AlertmanagerCourier(sink, settings, counters, clock, chance.split()),
                        counters,
                        clock,
                        PATIENCE)));
        for (WebhookSink sink : settings.webhooks()) {
            workers.add(new SinkWorker(
                    sink.name(),
                    settings,
                    () -> new WebhookCourier(sink, settings, counters, clock, chance.split()),
                    counters,
                    clock,
                    PATIENCE));
        }
        workers.forEach(SinkWorker::start);
        return new Notifier(workers);
    }

    /**
     * Sends every sink a message that says it is a test, once.
     *
     * @return for each sink, by its name or place and its host, what came of it; empty where it was taken
     */
    public static Map<String, String> test(NotifierSettings settings, Clock clock) {
        Map<String, String> problems = new LinkedHashMap<>();
        DeliveryCounters counters = new DeliveryCounters();
        SplittableRandom chance = new SplittableRandom();
        settings.alertmanager().ifPresent(sink -> {
            long now = clock.millis();
            Taken sample = SamplePage.at(now).entries().get(0);
            List<Answer> answers = new AlertmanagerCourier(sink, settings, counters, clock, chance)
                    .tell(List.of(new Standing(sample, now, now + TEST_LASTS)), sink.urls());
            for (int i = 0; i < answers.size(); i++) {
                String host = sink.urls().get(i).getAuthority();
                problems.put(AlertmanagerSink.NAME + ".urls[" + i + "] (" + host + ")", problem(answers.get(i)));
            }
        });
        for (WebhookSink sink : settings.webhooks()) {
            Answer answer =
                    new WebhookCourier(sink, settings, counters, clock, chance).send(SamplePage.at(clock.millis()));
            problems.put(sink.toString(), problem(answer));
        }
        return problems;
    }

    private static String problem(Answer answer) {
        return answer.isTaken() ? "" : answer.text();
    }

    @Override
    public void close() {
        workers.forEach(SinkWorker::stop);
        workers.forEach(SinkWorker::close);
    }
}
