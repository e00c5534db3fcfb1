package io.klarion.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LoanStreamTest {

    private static final Instant NOW = Instant.parse("2026-03-08T12:34:56.789Z");
    private static final Pattern TIME = Pattern.compile("\"ts\":\"(2026-[^\"]+)\"");
    private static final int HOUR = 3600 * LoanStream.PER_SECOND;

    @Test
    void theSameSeedGivesTheSameStreamAndAnotherSeedAnotherOne() {
        assertThat(texts(1, true, 1000)).isEqualTo(texts(1, true, 1000)).isNotEqualTo(texts(2, true, 1000));
    }

    @Test
    void withoutDriftTheStreamIsTheSameUntilTheFirstDriftAndDiffersAfterIt() {
        List<String> drifting = texts(1, true, HOUR);
        List<String> calm = texts(1, false, HOUR);
        int shift = 16 * 60 * LoanStream.PER_SECOND;
        assertThat(calm.subList(0, shift)).isEqualTo(drifting.subList(0, shift));
        assertThat(calm).isNotEqualTo(drifting);
        assertThat(calm).noneMatch(text -> text.contains(DemoPlan.NEW_CHANNEL));
        assertThat(drifting)
                .anyMatch(text -> text.contains(DemoPlan.NEW_CHANNEL))
                .noneMatch(text -> text.contains("\"DE\"") && text.contains(DemoPlan.NEW_CHANNEL));
    }

    @Test
    void goodRecordsTrailTheirArrivalByFiveSecondsAtMostAndLateOnesByMinutes() {
        DemoPlan plan = DemoPlan.of(3, NOW, true);
        LoanStream stream = new LoanStream(plan);
        int late = 0;
        int broken = 0;
        for (int i = 0; i < HOUR; i++) {
            LoanRecord loan = stream.next();
            assertThat(loan.arrival()).isEqualTo(plan.start().toEpochMilli() + i * 40L);
            switch (loan.kind()) {
                case GOOD -> assertThat(lag(loan)).isBetween(0L, 5_000L);
                case LATE -> {
                    late++;
                    assertThat(lag(loan)).isBetween(360_000L, 720_000L);
                }
                case BROKEN -> broken++;
            }
        }
        assertThat(late).as("one in 2000 of an hour but its first 12 minutes").isBetween(15, 60);
        assertThat(broken).as("one in 2000").isBetween(20, 75);
    }

    @Test
    void theReferenceIsWholeWindowsOfThePastWithoutOddRecords() {
        DemoPlan plan = DemoPlan.of(1, NOW, true);
        List<Loan> loans = LoanReference.loans(plan).toList();
        assertThat(loans).hasSize(LoanReference.size()).hasSize(40 * 3000);
        assertThat(loans)
                .allSatisfy(loan ->
                        assertThat(loan.eventTime()).isLessThan(plan.start().toEpochMilli()));
        assertThat(loans).noneMatch(loan -> loan.channel().equals(DemoPlan.NEW_CHANNEL));
        assertThat(loans.stream()
                        .map(loan -> DemoPlan.windows().paneStart(loan.eventTime()))
                        .distinct())
                .hasSize(40);
    }

    private static long lag(LoanRecord loan) {
        Matcher time = TIME.matcher(new String(loan.value(), StandardCharsets.UTF_8));
        assertThat(time.find()).isTrue();
        return loan.arrival() - Instant.parse(time.group(1)).toEpochMilli();
    }

    private static List<String> texts(long seed, boolean drift, int count) {
        LoanStream stream = new LoanStream(DemoPlan.of(seed, NOW, drift));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(new String(stream.next().value(), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
