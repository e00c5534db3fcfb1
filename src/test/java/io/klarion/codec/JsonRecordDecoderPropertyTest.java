package io.klarion.codec;

import static io.klarion.codec.TestMonitors.monitor;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.RejectReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordDecoderPropertyTest {

    private static final List<Monitor> MONITORS = List.of(
            monitor("one")
                    .numeric("/a")
                    .numeric("/a/b")
                    .numeric("/a/0")
                    .numeric("/b/1/a")
                    .categorical("/c")
                    .categorical("/a~1b")
                    .categorical("/a/b/c")
                    .bool("/m~0n")
                    .segmentBy("/c")
                    .build(),
            monitor("two")
                    .categorical("/a")
                    .categorical("/")
                    .categorical("/é/")
                    .bool("/b/0")
                    .bool("/a/1/b")
                    .numeric("/1/1")
                    .segmentBy("/a/b", "/b/0", "/b")
                    .build(),
            monitor("three").build());

    private final JsonRecordDecoder decoder = new JsonRecordDecoder(TopicPlan.of(MONITORS));
    private final BinnedRecord record = new BinnedRecord();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void theSamePassGivesWhatTheWholeTreeGives(long seed) {
        RandomJson json = new RandomJson(new SplittableRandom(seed));
        for (int i = 0; i < 5000; i++) {
            String text = json.object(5);

            decoder.decode(text.getBytes(UTF_8), record);

            assertThat(record.rejection).as(text).isNull();
            assertThat(IntStream.of(record.cells).boxed().toList())
                    .as(text)
                    .isEqualTo(RecordOracle.cells(MONITORS, text));
            assertThat(record.segments)
                    .as(text)
                    .isEqualTo(RecordOracle.segments(MONITORS, text).toArray());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void noMutationOfBytesBreaksTheDecoder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomJson json = new RandomJson(random);
        int rejected = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = mutated(json.object(4).getBytes(UTF_8), random);

            decoder.decode(bytes, record);

            if (record.rejection != null) {
                rejected++;
                assertThat(record.rejection).isIn(RejectReason.MALFORMED, RejectReason.LIMIT_EXCEEDED);
                assertThat(record.detail).startsWith("must ");
            }
        }
        assertThat(rejected).isBetween(1000, 4900);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6})
    void aGoodRecordIsReadAfterAnyBadOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomJson json = new RandomJson(random);
        for (int i = 0; i < 2000; i++) {
            byte[] bad = new byte[random.nextInt(60)];
            random.nextBytes(bad);
            decoder.decode(bad, record);
            assertThat(record.rejection).isEqualTo(RejectReason.MALFORMED);

            String good = json.object(4);
            decoder.decode(good.getBytes(UTF_8), record);
            assertThat(IntStream.of(record.cells).boxed().toList()).isEqualTo(RecordOracle.cells(MONITORS, good));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void bombsAreRejectedInBoundedTime(String name, String text, RejectReason reason, String detail) {
        JsonRecordDecoder roomy =
                new JsonRecordDecoder(TopicPlan.of(MONITORS), DecodeLimits.DEFAULT.withMaxBytes(50_000_000));

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> roomy.decode(text.getBytes(UTF_8), record));

        assertThat(record.rejection).isEqualTo(reason);
        assertThat(record.detail).isEqualTo(detail);
    }

    static Stream<Arguments> bombs() {
        String keys = IntStream.range(0, 1_000_000)
                .mapToObj(i -> "\"k" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
        String depth = "must keep the limits, but Document nesting depth does not";
        String text = "must keep the limits, but String value length does not";
        String number = "must keep the limits, but Number value length does not";
        return Stream.of(
                bomb("deep objects where nothing is read", "{\"x\":".repeat(100_000), depth),
                bomb("deep objects where something is read", "{\"a\":".repeat(100_000), depth),
                bomb("deep arrays", "{\"x\":" + "[".repeat(100_000), depth),
                bomb("deep arrays where something is read", "{\"b\":" + "[".repeat(100_000), depth),
                bomb("a number of a million digits that is read", "{\"a\":" + "9".repeat(1_000_000) + "}", text),
                bomb("a number of a million digits that is skipped", "{\"x\":" + "9".repeat(1_000_000) + "}", text),
                bomb("a number of 101 digits that is skipped", "{\"x\":" + "9".repeat(101) + "}", number),
                bomb("a fraction of 100 digits", "{\"a\":0." + "9".repeat(100) + "}", number),
                bomb("a long text", "{\"a\":\"" + "x".repeat(1_000_000) + "\"}", text),
                bomb(
                        "a long name",
                        "{\"" + "x".repeat(1_000_000) + "\":1}",
                        "must keep the limits, but Name length does not"),
                bomb("a million names", keys, "must keep the limits, but Token count does not"),
                bomb(
                        "a million elements",
                        "{\"b\":[" + "1,".repeat(1_000_000) + "1]}",
                        "must keep the limits, but Token count does not"));
    }

    private static Arguments bomb(String name, String text, String detail) {
        return Arguments.of(name, text, RejectReason.LIMIT_EXCEEDED, detail);
    }

    private static byte[] mutated(byte[] bytes, SplittableRandom random) {
        byte[] mutant =
                random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes.clone();
        int changes = mutant.length == 0 ? 0 : random.nextInt(1, 4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(mutant.length);
            mutant[at] = random.nextBoolean() ? (byte) (mutant[at] ^ 1 << random.nextInt(8)) : (byte) random.nextInt();
        }
        return mutant;
    }
}
