package io.klarion.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Asks instances for their metrics ten times a second, as long as they serve; remembers what was not as it must be. */
public final class Scraper implements AutoCloseable {

    private static final long PERIOD = 100;
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final int OK = 200;

    private final ScheduledExecutorService threads;
    private final List<ScheduledFuture<?>> scraping = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int scrapes;
    private Duration slowest = Duration.ZERO;

    /** Begins at once. */
    public Scraper(Iterable<Instance> instances) {
        List<Instance> all = new ArrayList<>();
        instances.forEach(all::add);
        threads = Executors.newScheduledThreadPool(all.size());
        all.forEach(instance ->
                scraping.add(threads.scheduleAtFixedRate(() -> scrape(instance), 0, PERIOD, TimeUnit.MILLISECONDS)));
    }

    private void scrape(Instance instance) {
        if (!instance.isServing()) {
            return;
        }
        try {
            told(instance, instance.get("metrics"));
        } catch (RuntimeException e) {
            if (instance.isServing()) {
                problem(instance.name() + ": " + e);
            }
        }
    }

    private synchronized void told(Instance instance, Page page) {
        scrapes++;
        slowest = page.took().compareTo(slowest) > 0 ? page.took() : slowest;
        if (page.status() != OK || page.took().compareTo(SLOW) >= 0) {
            problem(instance.name() + ": " + page.status() + " after "
                    + page.took().toMillis() + " ms, scrape " + scrapes);
        }
    }

    private synchronized void problem(String what) {
        problems.add(what);
    }

    /** How often an answer came. */
    public synchronized int scrapes() {
        return scrapes;
    }

    /** The longest that an answer took. */
    public synchronized Duration slowest() {
        return slowest;
    }

    /** Answers that did not come, came late or were no metrics. */
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        scraping.forEach(each -> each.cancel(false));
        threads.shutdownNow();
    }
}
