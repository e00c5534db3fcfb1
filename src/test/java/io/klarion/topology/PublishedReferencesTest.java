package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.ReferenceJson;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.Reference;
import io.klarion.shop.Shop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the records on the topic of references. */
class PublishedReferencesTest {

    private static final long PUBLISHED = 1_700_000_000_000L;

    private final Monitor monitor = Shop.overall(1000);
    private final Reference first = monitor.references().get(0);
    private final Reference onlyAmounts =
            first.over(CellLayout.of(List.of(first.layout().feature(0)))).orElseThrow();
    private final PublishedReferences published = new PublishedReferences(List.of(monitor, Shop.byRegion(1000)));

    private void accept(String key, String value) {
        published.accept(new ConsumerRecord<>(
                "references",
                0,
                7,
                PUBLISHED,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty()));
    }

    private List<Reference> versions() {
        return published.monitors().get(0).references();
    }

    @Test
    void aNewVersionIsInForceFromTheFirstWindowAfterItsPublicationAndTheLead() {
        accept("overall|2", ReferenceJson.text(first.as(2, Long.MIN_VALUE)));
        assertThat(published.revision()).isEqualTo(1);
        assertThat(versions()).extracting(Reference::version).containsExactly(1, 2);
        long lead = PUBLISHED + Shop.MAX_LEAD;
        assertThat(versions().get(1).effectiveFrom())
                .isGreaterThanOrEqualTo(lead)
                .isLessThan(lead + 30_000)
                .matches(from -> from % 30_000 == 0);
        assertThat(published.monitors().get(1).references()).hasSize(1);
    }

    @Test
    void aTimeInTheFutureIsKept() {
        accept("overall|2", ReferenceJson.text(first.as(2, PUBLISHED + 86_400_000)));
        assertThat(versions().get(1).effectiveFrom() - (PUBLISHED + 86_400_000)).isBetween(0L, 29_999L);
    }

    @Test
    void aLaterVersionIsNeverInForceBeforeAnEarlierOne() {
        accept("overall|2", ReferenceJson.text(first.as(2, PUBLISHED + 86_400_000)));
        accept("overall|3", ReferenceJson.text(first.as(3, Long.MIN_VALUE)));
        assertThat(versions().get(2).effectiveFrom())
                .isEqualTo(versions().get(1).effectiveFrom());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{}",
                "",
                "old version",
                "other cells",
                "other id",
                "changed by hand",
                "a null",
                "a time beyond"
            })
    void whatIsNotFitIsPassedOverAndTheLastGoodOneStays(String what) {
        String fit = ReferenceJson.text(first.as(2, Long.MIN_VALUE));
        accept(
                "overall|2",
                switch (what) {
                    case "old version" -> ReferenceJson.text(first.as(1, Long.MIN_VALUE));
                    case "other cells" -> ReferenceJson.text(onlyAmounts.as(2, Long.MIN_VALUE));
                    case "other id" -> fit.replace("\"shop\"", "\"mall\"");
                    case "a null" -> fit.replaceFirst("\"created\" : \"[^\"]*\"", "\"created\" : null");
                    case "a time beyond" ->
                        fit.replaceFirst(
                                "\"digest\"", "\"effective_from\" : \"+292278994-08-17T07:12:55.807Z\", \"digest\"");
                    case "changed by hand" -> fit.replaceFirst("3200", "3201");
                    default -> what;
                });
        assertThat(published.revision()).isZero();
        assertThat(versions()).containsExactly(first);
    }

    @Test
    void versionsOfMonitorsThatAreNotConfiguredHereAreNoConcern() {
        accept("overall2|2", ReferenceJson.text(first.as(2, Long.MIN_VALUE)));
        assertThat(published.revision()).isZero();
    }
}
