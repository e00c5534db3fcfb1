package io.klarion.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CategoryChoiceTest {

    private final CategoryCounter counter = new CategoryCounter();

    private void add(String text, int times) {
        for (int i = 0; i < times; i++) {
            counter.add(text);
        }
    }

    @Test
    void whereEachCameOftenAllAreListedAndAllRecordsCount() {
        add("web", 500);
        add("app", 400);
        add("branch", 30);

        CategoryChoice choice = CategoryChoice.of(counter, 200);

        assertThat(choice.categories()).containsExactly("web", "app", "branch");
        assertThat(choice.spent()).containsOnly(0.0).hasSize(6);
        assertThat(choice.isSplit()).isFalse();
    }

    @Test
    void aRareOneMakesAFifthOfTheRecordsChoose() {
        add("web", 50_000);
        add("app", 400);
        add("fax", 1);

        CategoryChoice choice = CategoryChoice.of(counter, 200);

        assertThat(choice.categories()).startsWith("web", "app");
        assertThat(choice.isSplit()).isTrue();
        assertThat(choice.spent().get(0)).isEqualTo(0.2);
        assertThat(choice.spent().get(1)).isCloseTo(0.2, within(0.1));
        int listed = choice.categories().size();
        assertThat(choice.spent()).hasSize(listed + 3);
        assertThat(choice.spent().subList(listed + 1, listed + 3)).containsOnly(0.2);
    }

    @Test
    void soDoMoreThanAreListed() {
        for (int i = 0; i < 10; i++) {
            add("v" + i, 1000 - i);
        }

        CategoryChoice choice = CategoryChoice.of(counter, 5);

        assertThat(choice.categories()).hasSize(5);
        assertThat(choice.isSplit()).isTrue();
        assertThat(choice.spent().get(5)).isCloseTo(0.2, within(0.05));
    }

    @Test
    void theOrderOfTheRecordsDoesNotMatter() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            texts.addAll(Collections.nCopies(1 + 300 / (i + 1), "v" + i));
        }
        texts.forEach(counter::add);
        CategoryChoice first = CategoryChoice.of(counter, 50);
        Collections.shuffle(texts, new Random(3));
        CategoryCounter shuffled = new CategoryCounter();
        texts.forEach(shuffled::add);

        assertThat(CategoryChoice.of(shuffled, 50)).isEqualTo(first);
    }

    @Test
    void whatOnlyTheOthersSawIsNotListedAndCountsWhole() {
        for (int i = 0; i < 1000; i++) {
            add("v" + i, 1);
        }

        CategoryChoice choice = CategoryChoice.of(counter, 1000);

        assertThat(choice.categories()).hasSizeBetween(160, 240);
        assertThat(choice.spent().subList(0, choice.categories().size())).containsOnly(1.0);
        assertThat(choice.spent().get(choice.categories().size())).isZero();
    }

    @Test
    void fewRecordsDoBoth() {
        for (int i = 0; i < 99; i++) {
            add("v" + i, 1);
        }

        assertThat(CategoryChoice.of(counter, 200).categories()).hasSize(99);
        assertThat(CategoryChoice.of(counter, 5).categories()).hasSize(5);
        assertThat(CategoryChoice.of(counter, 5).isSplit()).isFalse();
        add("v99", 1);
        assertThat(CategoryChoice.of(counter, 5).isSplit()).isTrue();
    }

    @Test
    void withoutTextsThereAreNoCategories() {
        CategoryChoice choice = CategoryChoice.of(counter, 200);

        assertThat(choice.categories()).isEmpty();
        assertThat(choice.spent()).containsExactly(0.0, 0.0, 0.0);
    }
}
