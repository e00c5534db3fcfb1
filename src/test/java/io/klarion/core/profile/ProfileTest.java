package io.klarion.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of the columns of a file: features, ids, constants, times, and how long windows should be. */
class ProfileTest {

    private static final long NEW_YEAR = 1_767_225_600_000L; // 2026-01-01T00:00:00Z

    private final DataProfile profile = new DataProfile();

    private Column column(String pointer, int records, BiConsumer<Column, Integer> fill) {
        Column column = Objects.requireNonNull(profile.at(pointer));
        for (int i = 0; i < records; i++) {
            fill.accept(column, i);
        }
        return column;
    }

    private static FeatureProposal propose(Column column, long records) {
        return FeatureProposal.of(column, records);
    }

    private static void number(Column column, double value) {
        column.number(value, Double.toString(value));
    }

    @Test
    void measuredNumbersAreANumericFeatureWithoutRemarks() {
        Column income = column("/income", 1000, (it, i) -> number(it, (i * 7919 % 1000) / 8.0));

        assertThat(propose(income, 1000))
                .isEqualTo(new FeatureProposal("/income", Optional.of(FeatureType.NUMERIC), List.of()));
        assertThat(FeatureProposal.cells(FeatureType.NUMERIC, income, 20)).isInstanceOf(NumericBinning.class);
    }

    @Test
    void fewTextsAreACategoricalFeature() {
        Column channel = column("/channel", 100, (it, i) -> it.text(i % 3 == 0 ? "web" : "branch"));

        assertThat(propose(channel, 100).type()).contains(FeatureType.CATEGORICAL);
        assertThat(FeatureProposal.cells(FeatureType.CATEGORICAL, channel, 200))
                .isEqualTo(CategoricalBinning.of(List.of("branch", "web")));
        assertThat(channel.meanTextLength()).isEqualTo((34 * 3 + 66 * 6) / 100.0);
    }

    @Test
    void truthValuesAreABooleanFeature() {
        Column known = column("/known", 100, (it, i) -> it.bool(i % 4 == 0));

        assertThat(propose(known, 100).type()).contains(FeatureType.BOOLEAN);
        assertThat(FeatureProposal.cells(FeatureType.BOOLEAN, known, 2)).isEqualTo(CategoricalBinning.ofBoolean());
    }

    @Test
    void whatCannotBeWatchedIsLeftOutWithTheReason() {
        Column running = column("/row", 1000, (it, i) -> number(it, i));
        Column customer = column("/customer_id", 1000, (it, i) -> number(it, i * 7919 % 1009));
        Column batch = column("/batch", 1000, (it, i) -> number(it, i / 100));
        Column uuid = column("/uuid", 100, (it, i) -> it.text("id-" + i));
        Column quoted = column("/price", 1000, (it, i) -> it.text(i / 4 + ".5"));
        String long40 = "forty characters and more, as people say";
        Column remarks = column("/remarks", 100, (it, i) -> it.text(long40 + (i % 90)));
        Column list = column("/list", 100, (it, i) -> it.composite());
        Column empty = column("/empty", 0, (it, i) -> {});

        assertThat(propose(running, 1000).reasons())
                .containsExactly("looks like a running number: whole numbers that rise from record to record");
        assertThat(propose(customer, 1000).reasons())
                .containsExactly("looks like an id: 1000 different whole numbers in 1000 values");
        assertThat(propose(batch, 1000).reasons())
                .containsExactly("never falls: a counter or batch number drifts by nature");
        assertThat(propose(uuid, 100).reasons()).containsExactly("looks like an id: 100 different texts in 100 values");
        assertThat(propose(quoted, 1000).reasons())
                .containsExactly(
                        "holds numbers written as texts, such as \"1.5\"; write them as numbers to monitor them");
        assertThat(propose(remarks, 100).reasons())
                .containsExactly("looks like free text: 90 different texts in 100 values");
        assertThat(propose(list, 100).reasons()).containsExactly("holds arrays or empty objects, no single values");
        assertThat(propose(empty, 100).reasons()).containsExactly("is always null");
        assertThat(List.of(running, customer, batch, uuid, quoted, remarks, list, empty))
                .allSatisfy(column -> assertThat(propose(column, 100).type()).isEmpty());
    }

    @Test
    void whatIsOddAboutAFeatureIsSaid() {
        Column constant = column("/constant", 100, (it, i) -> number(it, 7.5));
        Column sparse = column("/sparse", 30, (it, i) -> number(it, i % 7 / 2.0));
        Column mixed = column("/mixed", 100, (it, i) -> {
            if (i < 10) {
                it.text("n/a");
            } else {
                number(it, (i * 31 % 90) / 4.0);
            }
        });
        Column texts = column("/texts", 100, (it, i) -> {
            if (i < 10) {
                number(it, 1);
            } else {
                it.text(i % 2 == 0 ? "a" : "b");
            }
        });
        Column flags = column("/flags", 100, (it, i) -> {
            if (i < 10) {
                it.text("yes");
            } else {
                it.bool(i % 2 == 0);
            }
        });
        Column many = column("/many", 1000, (it, i) -> it.text("c" + i % 300));

        assertThat(propose(constant, 100).reasons()).containsExactly("constant: any other value will be drift");
        assertThat(propose(sparse, 100).reasons())
                .containsExactly("mostly missing: 70.0 % of the records have no value");
        assertThat(propose(mixed, 100).reasons())
                .containsExactly("mixed types: 10.0 % of the records are not numeric and count as invalid");
        assertThat(propose(texts, 100).reasons()).containsExactly("mixed types: 10 numbers among 90 texts");
        assertThat(propose(flags, 100).reasons())
                .containsExactly("mixed types: 10.0 % of the records are not boolean and count as invalid");
        assertThat(propose(many, 1000).reasons())
                .containsExactly("300 different texts: at most 200 are kept apart, the rest is other");
    }

    @Test
    void numbersDeclaredAsTextsAreCategories() {
        DataProfile declared = new DataProfile("/code"::equals);
        Column code = Objects.requireNonNull(declared.at("/code"));
        IntStream.range(0, 100).forEach(i -> code.number(i % 2, i % 2 == 0 ? "0" : "1"));

        assertThat(code.takesNumbersAsText()).isTrue();
        assertThat(FeatureProposal.cells(FeatureType.CATEGORICAL, code, 200))
                .isEqualTo(CategoricalBinning.of(List.of("0", "1")));
    }

    @Test
    void theEventTimeIsTheFieldThatIsNamedLikeOneAndInOrder() {
        column("/born", 100, (it, i) -> it.time("…", NEW_YEAR - i * 86_400_000L * (i % 7)));
        Column ts = column("/ts", 100, (it, i) -> number(it, NEW_YEAR + 1000.0 * i));
        IntStream.range(0, 100).forEach(i -> profile.record());

        EventTimeGuess guess = EventTimeGuess.of(profile).orElseThrow();

        assertThat(guess.column()).isSameAs(ts);
        assertThat(guess.unit()).contains(TimeUnitGuess.MILLIS);
        assertThat(guess.reason()).isEqualTo("numbers that are millis of the years 1980 to 2100, in order");
        assertThat(propose(ts, 100).reasons()).containsExactly("is a time");
    }

    @Test
    void anEventTimeOutOfOrderSaysHowMuchOfItIsInOrder() {
        Column at = column("/at", 100, (it, i) -> it.time("…", NEW_YEAR + 1000L * (i % 10 == 9 ? i - 5 : i)));
        IntStream.range(0, 100).forEach(i -> profile.record());

        EventTimeGuess guess = EventTimeGuess.of(profile).orElseThrow();

        assertThat(guess.column()).isSameAs(at);
        assertThat(guess.unit()).isEmpty();
        assertThat(guess.reason()).isEqualTo("ISO 8601 texts, 90.0 % in order");
        assertThat(at.times().greatestLag()).isEqualTo(4000);
    }

    @Test
    void withoutATimeInAlmostEveryRecordThereIsNoEventTime() {
        column("/ts", 90, (it, i) -> it.time("…", NEW_YEAR + i));
        column("/amount", 100, (it, i) -> number(it, i % 13));
        IntStream.range(0, 100).forEach(i -> profile.record());

        assertThat(EventTimeGuess.of(profile)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "315532799, ",
        "315532800, SECONDS",
        "1767225600, SECONDS",
        "1767225600000, MILLIS",
        "1767225600000000, MICROS",
        "1767225600000000000, NANOS",
        "4102444800, ",
        "-1, "
    })
    void theSizeOfANumberTellsItsUnit(double number, TimeUnitGuess unit) {
        assertThat(TimeUnitGuess.of(number)).isEqualTo(Optional.ofNullable(unit));
        if (number > 1e9 && unit != null) {
            assertThat(unit.toMillis(number)).isEqualTo(NEW_YEAR);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // records, seconds between them, window in ms, records in it
        "100000, 1, 600000, 600",
        "10000, 1, 300000, 300",
        "10000, 60, 21600000, 360",
        "1000, 1, 300000, 300",
        "1, 1, 300000, 1"
    })
    void aWindowHoldsSomeHundredsOfRecords(int records, int seconds, long size, long held) {
        TimeTrack times = new TimeTrack();
        IntStream.range(0, records).forEach(i -> times.add(NEW_YEAR + 1000L * i * seconds));

        assertThat(WindowGuess.of(times, 0.25)).isEqualTo(new WindowGuess(size, held));
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "1000, 1000", "1001, 2000", "2419200000, 2419200000", "2419200001, 4838400000"})
    void durationsAreThosePeopleUse(double millis, long usual) {
        assertThat(WindowGuess.usual(millis)).isEqualTo(usual);
    }

    @Test
    void theBoundOnDisorderIsTheGreatestLagRoundedUpButNoMoreThanAWindow() {
        TimeTrack ordered = new TimeTrack();
        TimeTrack disordered = new TimeTrack();
        for (long time : new long[] {10_000, 20_000}) {
            ordered.add(time);
        }
        for (long time : new long[] {20_000, 12_000}) {
            disordered.add(time);
        }

        assertThat(new WindowGuess(600_000, 500).outOfOrderness(ordered)).isEqualTo(6_000);
        assertThat(new WindowGuess(600_000, 500).outOfOrderness(disordered)).isEqualTo(10_000);
        assertThat(new WindowGuess(5_000, 500).outOfOrderness(disordered)).isEqualTo(5_000);
        assertThat(disordered.inOrder()).isEqualTo(0.5);
    }

    @Test
    void aProfileStopsTakingColumnsAtItsLimit() {
        IntStream.range(0, DataProfile.MAX_COLUMNS).forEach(i -> profile.at("/f" + i));

        assertThat(profile.isFull()).isFalse();
        assertThat(profile.at("/one-too-many")).isNull();
        assertThat(profile.isFull()).isTrue();
        assertThat(profile.columns()).hasSize(DataProfile.MAX_COLUMNS);
        assertThat(profile.column("/f1")).isPresent();
        assertThat(profile.column("/one-too-many")).isEmpty();
    }
}
