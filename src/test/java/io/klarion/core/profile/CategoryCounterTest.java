package io.klarion.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CategoryCounterTest {

    @Test
    void mostFrequentComeFirstAndTiesGoByText() {
        CategoryCounter counter = new CategoryCounter();
        for (String text : new String[] {"b", "a", "c", "c", "", "b"}) {
            counter.add(text);
        }

        assertThat(counter.mostFrequent(3)).containsExactly("b", "c", "");
        assertThat(counter.distinct()).isEqualTo(4);
        assertThat(counter.count("c")).isEqualTo(2);
        assertThat(counter.isExact()).isTrue();
    }

    @Test
    void frequentTextsSurviveAFloodOfRareOnes() {
        CategoryCounter counter = new CategoryCounter(100);
        for (int i = 0; i < 10_000; i++) {
            counter.add("id-" + i);
            counter.add(i % 3 == 0 ? "web" : "app");
        }

        assertThat(counter.mostFrequent(2)).containsExactly("app", "web");
        assertThat(counter.distinct()).isLessThanOrEqualTo(100);
        assertThat(counter.isExact()).isFalse();
    }
}
