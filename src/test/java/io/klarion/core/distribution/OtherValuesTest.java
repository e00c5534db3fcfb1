package io.klarion.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.distribution.OtherValues.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherValuesTest {

    private static OtherValues of(List<String> texts) {
        OtherValues values = new OtherValues();
        texts.forEach(text -> values.add(text, 1));
        return values;
    }

    private static List<String> drawn(long seed, int records, int different) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            texts.add("v" + (int) (different * random.nextDouble() * random.nextDouble()));
        }
        return texts;
    }

    @Test
    void fewValuesAreAllKeptWithTheirCounts() {
        OtherValues values = of(List.of("kiosk", "fax", "kiosk", "", "kiosk", "fax"));

        assertThat(values.top(2)).containsExactly(new Value("kiosk", 3), new Value("fax", 2));
        assertThat(values.distinct()).isEqualTo(3);
        assertThat(values.isCut()).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void neitherOrderNorDivisionNorTheOrderOfMergingMatters(long seed) {
        List<String> texts = drawn(seed, 3000, seed % 2 == 0 ? 50 : 5000);
        OtherValues whole = of(texts);
        Collections.shuffle(texts, new Random(seed));
        SplittableRandom random = new SplittableRandom(seed);
        List<OtherValues> parts = new ArrayList<>();
        for (int from = 0; from < texts.size(); ) {
            int to = Math.min(texts.size(), from + random.nextInt(1, 400));
            parts.add(of(texts.subList(from, to)));
            from = to;
        }
        while (parts.size() > 1) {
            OtherValues one = parts.remove(random.nextInt(parts.size()));
            OtherValues other = parts.remove(random.nextInt(parts.size()));
            parts.add(one.plus(other));
        }
        assertThat(parts.get(0)).isEqualTo(whole);
        assertThat(parts.get(0).isCut()).isEqualTo(whole.isCut());
        assertThat(OtherValues.of(whole.values(), whole.isCut())).isEqualTo(whole);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theCountsOfWhatIsKeptAreExactAndItIsBounded(long seed) {
        List<String> texts = drawn(seed, 20_000, 5000);
        Map<String, Long> exact = new HashMap<>();
        texts.forEach(text -> exact.merge(text, 1L, Long::sum));
        OtherValues values = of(texts);

        assertThat(values.values()).hasSize(OtherValues.MOST);
        assertThat(values.values())
                .allSatisfy(value -> assertThat(value.count()).isEqualTo(exact.get(value.text())));
        assertThat(values.distinct() / exact.size()).isCloseTo(1, within(0.4));
    }

    @Test
    void aMillionDifferentValuesAreEstimatedFromAFew() {
        OtherValues values = new OtherValues();
        for (int i = 0; i < 1_000_000; i++) {
            values.add("user-" + i, 1);
        }
        assertThat(values.values()).hasSize(OtherValues.MOST);
        assertThat(values.distinct()).isBetween(600_000.0, 1_400_000.0);
    }

    @Test
    void mergingChangesNeitherSide() {
        OtherValues one = of(List.of("a"));
        OtherValues other = of(List.of("a", "b"));

        assertThat(one.plus(other).top(5)).containsExactly(new Value("a", 2), new Value("b", 1));
        assertThat(one).isEqualTo(of(List.of("a")));
        assertThat(other).isEqualTo(of(List.of("b", "a")));
    }
}
