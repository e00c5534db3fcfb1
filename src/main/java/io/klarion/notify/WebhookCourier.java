package io.klarion.notify;

import io.klarion.codec.PageJson;
import io.klarion.core.delivery.DeliverySpec;
import io.klarion.core.delivery.Desk;
import io.klarion.core.delivery.Page;
import io.klarion.core.delivery.Pager;
import io.klarion.metrics.DeliveryCounters;
import io.klarion.metrics.DeliveryOutcome;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pages for one webhook, one after the other: the next is sent when the one before was taken or given up. */
final class WebhookCourier implements Courier {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookCourier.class);

    private final WebhookSink sink;
    private final DeliverySpec spec;
    private final String link;
    private final Pager pager;
    private final HttpSender sender;
    private final Optional<Signature> signature;
    private final Attempts attempts;
    private final DeliveryCounters counters;
    private final Clock clock;

    WebhookCourier(
            WebhookSink sink,
            NotifierSettings settings,
            DeliveryCounters counters,
            Clock clock,
            RandomGenerator chance) {
        this.sink = sink;
        this.spec = settings.delivery();
        this.link = settings.link();
        this.pager = new Pager(spec);
        this.sender = new HttpSender(sink.timeout(), clock);
        this.signature = sink.secret().map(Signature::new);
        this.attempts = new Attempts(chance);
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public Desk desk() {
        return pager;
    }

    @Override
    public void work() {
        long now = clock.millis();
        pager.advance(now);
        Optional<Page> page = pager.next();
        if (page.isPresent() && attempts.isTime(now)) {
            judge(page.get(), send(page.get()), clock.millis());
        }
    }

    /** One attempt; without a request where the template fails on the page. */
    Answer send(Page page) {
        byte[] body;
        try {
            body = body(page);
        } catch (RuntimeException e) {
            // It would fail at every attempt, and the pages behind it would wait for ever.
            return Answer.unsent("no body can be made of it: " + e.getMessage());
        }
        Map<String, String> headers = new LinkedHashMap<>(sink.headers());
        headers.put("Idempotency-Key", page.key());
        headers.put("webhook-id", page.key());
        signature.ifPresent(signed -> headers.putAll(signed.headers(page.key(), clock.millis() / 1000, body)));
        return sender.post(sink.url(), headers, body, sink.timeout()).join();
    }

    private byte[] body(Page page) {
        return sink.template().map(template -> template.render(page, link)).orElseGet(() -> PageJson.write(page, link));
    }

    private void judge(Page page, Answer answer, long now) {
        if (answer.isTaken()) {
            done(DeliveryOutcome.DELIVERED, now);
        } else if (answer.isRefusal()) {
            LOG.warn("{}: the page {} is refused for good: {}", sink, page.key(), answer.text());
            done(DeliveryOutcome.REFUSED, now);
        } else if (attempts.areOver(now, spec.giveUp())) {
            LOG.warn(
                    "{}: the page {} is given up after {} attempts: {}",
                    sink,
                    page.key(),
                    attempts.failures() + 1,
                    answer.text());
            done(DeliveryOutcome.DROPPED, now);
        } else {
            long wait = attempts.failed(now, answer.retryAfter());
            counters.count(sink.name(), DeliveryOutcome.RETRIED);
            LOG.warn("{} did not take the page {}, next attempt in {} ms: {}", sink, page.key(), wait, answer.text());
        }
    }

    private void done(DeliveryOutcome outcome, long now) {
        counters.count(sink.name(), outcome);
        attempts.succeeded();
        pager.done(now);
    }
}
