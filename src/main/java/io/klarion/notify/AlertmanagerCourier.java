package io.klarion.notify;

import io.klarion.codec.AlertmanagerJson;
import io.klarion.core.delivery.Desk;
import io.klarion.core.delivery.Standing;
import io.klarion.core.delivery.StandingAlerts;
import io.klarion.metrics.DeliveryCounters;
import io.klarion.metrics.DeliveryOutcome;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all Alertmanagers what fires: at each change, and again and again. A change is dealt with when one of them has it,
 * as they tell one another of what they have sent; the others get it with the next round.
 */
final class AlertmanagerCourier implements Courier {

    private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerCourier.class);
    private static final int AT_ONCE = 500;

    private final AlertmanagerSink sink;
    private final NotifierSettings settings;
    private final StandingAlerts alerts;
    private final HttpSender sender;
    private final List<Peer> peers;
    private final DeliveryCounters counters;
    private final Clock clock;

    /* One of them, and whether it has yet to hear of something. */
    private static final class Peer {

        private final URI url;
        private final Attempts attempts;
        private boolean behind;

        Peer(URI url, Attempts attempts) {
            this.url = url;
            this.attempts = attempts;
        }

        boolean hasIt(Answer answer, long now) {
            behind = !answer.isTaken() && !answer.isRefusal();
            if (behind) {
                attempts.failed(now, answer.retryAfter());
            } else {
                attempts.succeeded();
            }
            return !behind;
        }
    }

    AlertmanagerCourier(
            AlertmanagerSink sink,
            NotifierSettings settings,
            DeliveryCounters counters,
            Clock clock,
            RandomGenerator chance) {
        this.sink = sink;
        this.settings = settings;
        this.alerts = new StandingAlerts(settings.delivery(), sink.resend().toMillis());
        this.sender = new HttpSender(sink.timeout(), clock);
        this.peers = sink.urls().stream()
                .map(url -> new Peer(url, new Attempts(chance)))
                .toList();
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public Desk desk() {
        return alerts;
    }

    @Override
    public void work() {
        long now = clock.millis();
        alerts.advance(now);
        if (alerts.isDue(now)) {
            peers.forEach(peer -> peer.behind = true);
        }
        List<Peer> told = peers.stream()
                .filter(peer -> peer.behind && peer.attempts.isTime(now))
                .toList();
        if (told.isEmpty()) {
            return;
        }
        List<Answer> answers =
                tell(alerts.all(now), told.stream().map(peer -> peer.url).toList());
        boolean somebodyHasIt = false;
        for (int i = 0; i < told.size(); i++) {
            somebodyHasIt |= told.get(i).hasIt(answers.get(i), clock.millis());
        }
        if (somebodyHasIt) {
            alerts.posted(now);
        }
    }

    /** One round at these addresses, at once; an answer of each, the first that is not a yes. */
    List<Answer> tell(List<Standing> standing, List<URI> urls) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (URI url : urls) {
            CompletableFuture<Answer> all = CompletableFuture.completedFuture(Answer.NOTHING_TO_TELL);
            for (int i = 0; i < standing.size(); i += AT_ONCE) {
                List<Standing> some = standing.subList(i, Math.min(standing.size(), i + AT_ONCE));
                byte[] body = AlertmanagerJson.write(some, sink.labels(), settings.link());
                all = all.thenCompose(
                        before -> before.isTaken() ? send(url, body) : CompletableFuture.completedFuture(before));
            }
            answers.add(all);
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Answer> send(URI url, byte[] body) {
        String base = url.toString().replaceFirst("/+$", "");
        return sender.post(URI.create(base + "/api/v2/alerts"), sink.headers(), body, sink.timeout())
                .thenApply(answer -> {
                    counters.count(AlertmanagerSink.NAME, outcome(answer));
                    if (!answer.isTaken()) {
                        LOG.warn("Alertmanager {} did not take the alerts: {}", url.getAuthority(), answer.text());
                    }
                    return answer;
                });
    }

    private static DeliveryOutcome outcome(Answer answer) {
        if (answer.isTaken()) {
            return DeliveryOutcome.DELIVERED;
        }
        return answer.isRefusal() ? DeliveryOutcome.REFUSED : DeliveryOutcome.RETRIED;
    }
}
