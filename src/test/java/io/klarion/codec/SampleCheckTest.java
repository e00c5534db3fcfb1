package io.klarion.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.monitor.Diagnosis;
import io.klarion.shop.Shop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a few records look like to a monitor of {@code /time}, {@code /amount} and {@code /kind}. */
class SampleCheckTest {

    private static final long NOW = 1_767_225_600_000L;

    private final SampleCheck check = new SampleCheck("orders", List.of(Shop.overall(1000)));

    private void add(String json) {
        check.add(0, NOW, json.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> found() {
        return check.diagnoses().stream()
                .map(each -> each.level() + " " + each.text())
                .toList();
    }

    @Test
    void recordsThatFitAreFine() {
        for (int i = 0; i < 4; i++) {
            add("{\"time\":" + (NOW - 3000 + i) + ",\"amount\":3,\"kind\":\"card\"}");
        }
        assertThat(found())
                .containsExactly(
                        "FINE topic orders: all of 4 records can be read",
                        "FINE topic orders: event times are at most 3 s before the records' timestamps",
                        "FINE monitor overall: all 2 features are there");
    }

    @Test
    void aFieldThatIsNowhereIsAProblemAndThoseThereAreNamed() {
        add("{\"time\":" + NOW + ",\"Amount_eur\":3,\"kind\":\"card\"}");
        add("{\"time\":" + NOW + ",\"Amount_eur\":4,\"kind\":{}}");
        assertThat(found())
                .contains(
                        "PROBLEM monitor overall: feature amount: /amount is in none of 2 records; there are"
                                + " /Amount_eur, /kind, /time",
                        "WARNING monitor overall: feature kind: 1 of 2 values are not categorical");
    }

    @Test
    void aWrongUnitOfTimeIsToldWithTheOneTheNumbersLookLike() {
        add("{\"time\":" + NOW * 1000 + ",\"amount\":3,\"kind\":\"card\"}");
        assertThat(found())
                .containsExactly(
                        "PROBLEM topic orders: 1 of 1 records are rejected as time_invalid: /time: must be a time from"
                                + " 1970 to 9999 written as millis, was not; event-time.unit is millis, the numbers"
                                + " look like micros");
    }

    @Test
    void oldAndLateRecordsAreTold() {
        add("{\"time\":" + (NOW - 200_000_000) + ",\"amount\":3,\"kind\":\"card\"}");
        add("{\"time\":" + (NOW - 200_000_000 - Shop.BOUND - 1) + ",\"amount\":3,\"kind\":\"card\"}");
        assertThat(found())
                .contains(
                        "WARNING topic orders: 1 of 2 records come later than event-time.out-of-orderness, PT5S,"
                                + " allows: they may miss their windows",
                        "WARNING topic orders: event times are up to 2 days before the records' timestamps: old data,"
                                + " or event-time.unit is not the right one");
    }

    @Test
    void anEmptyTopicCannotBeLookedAt() {
        assertThat(check.diagnoses()).containsExactly(Diagnosis.warning("topic orders holds no records to look at"));
    }
}
