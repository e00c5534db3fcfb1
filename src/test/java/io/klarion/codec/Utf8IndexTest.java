package io.klarion.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Found as in a list, wherever in a record the bytes stand. */
class Utf8IndexTest {

    @ParameterizedTest(name = "{0} texts")
    @ValueSource(ints = {0, 1, 2, 20, 128, 129, 1000})
    void textsAreFoundAtTheirPlaceInTheList(int count) {
        SplittableRandom random = new SplittableRandom(count);
        Set<String> texts = new LinkedHashSet<>();
        while (texts.size() < count) {
            texts.add(text(random, count));
        }
        List<String> list = List.copyOf(texts);
        Utf8Index index = new Utf8Index(list);

        list.forEach(text -> requireFound(index, list, text, random.nextInt(20), random.nextInt(20)));
        for (int i = 0; i < 2000; i++) {
            requireFound(index, list, text(random, count), random.nextInt(20), random.nextInt(20));
        }
    }

    @Test
    void textsThatDifferInTheMiddleOnlyAreToldApart() {
        List<String> texts =
                List.of("12345678-a-12345678", "12345678-b-12345678", "12345678-12345678", "1234567812345678");
        Utf8Index index = new Utf8Index(texts);

        texts.forEach(text -> requireFound(index, texts, text, 1, 0));
        requireFound(index, texts, "12345678-c-12345678", 1, 0);
    }

    /* Addresses of pages begin and end alike: were they to share a slot, finding one would be a walk through all. */
    @Test
    void manyTextsThatDifferInTheMiddleAreFoundAsFastAsOthers() {
        List<String> pages = IntStream.range(0, 50_000)
                .mapToObj(i -> "https://shop.example/p/" + (100_000 + i) + "/index.html")
                .toList();

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            Utf8Index index = new Utf8Index(pages);
            for (int i = 0; i < pages.size(); i++) {
                assertThat(find(index, pages.get(i), 0, 0)).isEqualTo(i);
            }
        });
    }

    @Test
    void theEmptyTextIsATextLikeOthers() {
        assertThat(find(new Utf8Index(List.of("a", "")), "", 3, 3)).isEqualTo(1);
        assertThat(find(new Utf8Index(List.of("a")), "", 3, 3)).isEqualTo(-1);
    }

    @Test
    void halfASurrogatePairIsNotTheQuestionMarkThatEncodersMakeOfIt() {
        assertThat(find(new Utf8Index(List.of("\uD800", "a")), "?", 0, 0)).isEqualTo(-1);
        assertThat(find(new Utf8Index(List.of("\uD800", "a")), "a", 0, 0)).isEqualTo(1);
        assertThat(find(new Utf8Index(List.of("\uD800", "?")), "?", 0, 0)).isEqualTo(1);
    }

    /* Few letters, so that many texts begin and end alike; zeros, since shorter texts are filled up with them. */
    private static String text(SplittableRandom random, int count) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(2 + count / 8); length > 0 && text.length() < 30; length--) {
            text.append(new String[] {"a", "b", "\0", "é", "😀"}[random.nextInt(5)]);
        }
        return text.append(random.nextInt(1 + count)).toString();
    }

    private static void requireFound(Utf8Index index, List<String> list, String text, int before, int behind) {
        assertThat(find(index, text, before, behind)).as(text).isEqualTo(list.indexOf(text));
    }

    private static int find(Utf8Index index, String text, int before, int behind) {
        byte[] record = ("x".repeat(before) + text + "x".repeat(behind)).getBytes(UTF_8);
        return index.find(record, before, record.length - behind);
    }
}
