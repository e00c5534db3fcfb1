package io.klarion.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.PageTemplate;
import io.klarion.core.alert.Alert;
import io.klarion.core.delivery.DeliverySpec;
import io.klarion.core.delivery.Mark;
import io.klarion.core.delivery.SamplePage;
import io.klarion.core.delivery.Taken;
import io.klarion.metrics.DeliveryCounters;
import io.klarion.metrics.DeliveryOutcome;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What happens before anything is sent; the rest is in {@code NotifierIT}. */
class WebhookCourierTest {

    /* No page that a template is tried with has an alert without a summary. */
    private static final PageTemplate FAILING =
            PageTemplate.of("{\"t\":\"{{#alerts}}{{^summary}}{{nothing}}{{/summary}}{{/alerts}}\"}");

    private final DeliveryCounters counters = new DeliveryCounters();
    private final WebhookCourier courier = new WebhookCourier(
            new WebhookSink(
                    "chat",
                    URI.create("http://localhost:1/never-called"),
                    Optional.empty(),
                    Map.of(),
                    Optional.of(FAILING),
                    Duration.ofSeconds(1)),
            new NotifierSettings(
                    Map.of(),
                    "klarion-notify",
                    "klarion.alerts",
                    Set.of("klarion-test"),
                    new DeliverySpec(0, 3, 0, 60_000, 100, List.of()),
                    "",
                    Optional.empty(),
                    List.of()),
            counters,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            new SplittableRandom(1));

    private static Taken withoutSummary() {
        Alert alert = SamplePage.at(0).entries().get(0).alert();
        Alert mute = new Alert(
                alert.id(),
                alert.monitor(),
                alert.segmentNames(),
                alert.segment(),
                alert.feature(),
                alert.kind(),
                alert.severity(),
                alert.state(),
                alert.onsetStart(),
                alert.onsetEnd(),
                alert.windowStart(),
                alert.windowEnd(),
                alert.value(),
                alert.lower(),
                alert.upper(),
                alert.threshold(),
                alert.n(),
                alert.topCells(),
                alert.revision(),
                "");
        return new Taken(mute, new Mark(0, 0), 0);
    }

    @Test
    void aPageThatTheTemplateFailsOnIsRefusedAndLetsTheNextPass() {
        courier.desk().take(withoutSummary(), 0);

        courier.work();

        assertThat(courier.desk().isIdle()).isTrue();
        assertThat(courier.desk().outstanding()).isEmpty();
        assertThat(counters.sum("chat", DeliveryOutcome.REFUSED)).isEqualTo(1);
        assertThat(counters.sum("chat", DeliveryOutcome.RETRIED)).isZero();
    }
}
