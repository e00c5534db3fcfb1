package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.EventTimeSpec.Unit;
import io.klarion.core.window.WindowSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimeRuleTest {

    private static final EventTimeRule GUARDED = new EventTimeRule(new EventTimeSpec("/time", Unit.MILLIS, 5, 100));

    private static BinnedRecord at(long eventTime) {
        BinnedRecord record = new BinnedRecord();
        record.eventTime = eventTime;
        return record;
    }

    @ParameterizedTest
    @CsvSource({"-1, none", "0, none", "1, -4", "5, 0", "1000, 995"})
    void theWatermarkTrailsTheHighestEventTime(long highest, String watermark) {
        BinnedRecord record = at(10);
        GUARDED.apply(record, 10, highest);
        assertThat(record.watermark == WindowSpec.NO_WATERMARK ? "none" : String.valueOf(record.watermark))
                .isEqualTo(watermark);
    }

    @ParameterizedTest
    @CsvSource({
        "0,",
        "1099,",
        "1100,",
        "1101, TIME_FUTURE",
        "9223372036854775807, TIME_FUTURE",
        "-1, TIME_INVALID",
        "-9223372036854775808, TIME_INVALID"
    })
    void eventTimesAreAcceptedFrom1970ToTheLeadOverTheTimestamp(long eventTime, RejectReason reason) {
        BinnedRecord record = at(eventTime);
        GUARDED.apply(record, 1000, -1);
        assertThat(record.rejection).isEqualTo(reason);
    }

    @Test
    void rejectionsSayWhatWasWrong() {
        BinnedRecord early = at(-7);
        GUARDED.apply(early, 1000, -1);
        assertThat(early.detail).isEqualTo("must not be before 1970, was -7 ms");
        BinnedRecord ahead = at(1200);
        GUARDED.apply(ahead, 1000, -1);
        assertThat(ahead.detail).isEqualTo("must be at most 100 ms ahead of the record's timestamp, was 200 ms ahead");
    }

    @Test
    void withoutTheGuardAnyFutureIsAccepted() {
        BinnedRecord record = at(Long.MAX_VALUE);
        new EventTimeRule(new EventTimeSpec("/time", Unit.MILLIS, 5, EventTimeSpec.NO_LEAD_GUARD))
                .apply(record, -1, 20);
        assertThat(record.rejection).isNull();
        assertThat(record.watermark).isEqualTo(15);
    }

    @Test
    void withoutAFieldTheTimestampIsTheEventTime() {
        EventTimeRule rule = new EventTimeRule(new EventTimeSpec("", Unit.MILLIS, 5, 100));
        BinnedRecord record = at(3);
        rule.apply(record, 77, -1);
        assertThat(record.eventTime).isEqualTo(77);
        BinnedRecord negative = at(3);
        rule.apply(negative, -1, -1);
        assertThat(negative.rejection).isEqualTo(RejectReason.TIME_INVALID);
    }

    @ParameterizedTest
    @CsvSource({"253402300799999,", "253402300800000, TIME_INVALID", "1767225600000000, TIME_INVALID"})
    void withoutAFieldTimestampsAreTakenUpTo9999(long timestamp, RejectReason reason) {
        BinnedRecord record = at(3);
        new EventTimeRule(new EventTimeSpec("", Unit.MILLIS, 5, 100)).apply(record, timestamp, -1);
        assertThat(record.rejection).isEqualTo(reason);
        assertThat(record.detail)
                .isEqualTo(reason == null ? record.detail : "must not be after 9999, was " + timestamp + " ms");
    }

    @Test
    void aRecordThatIsRejectedAlreadyKeepsItsReason() {
        BinnedRecord record = at(-7);
        record.reject(RejectReason.EMPTY, "no value");
        GUARDED.apply(record, 1000, 30);
        assertThat(record.rejection).isEqualTo(RejectReason.EMPTY);
        assertThat(record.detail).isEqualTo("no value");
        assertThat(record.watermark).isEqualTo(25);
    }

    @Test
    void reasonsAreWrittenInLowerCase() {
        assertThat(RejectReason.TIME_FUTURE.key()).isEqualTo("time_future");
    }
}
