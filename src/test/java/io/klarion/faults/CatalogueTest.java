package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void withoutANameAllRowsAreRunEachWithALegalTopicName() {
        List<Trial> all = Catalogue.select("");
        assertThat(all).hasSizeGreaterThan(15);
        assertThat(all).extracting(Trial::name).allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
        assertThat(all).extracting(Trial::expected).allMatch(sentence -> sentence.endsWith("."));
    }

    @Test
    void namesSelectRowsInTheOrderOfTheCatalogue() {
        assertThat(Catalogue.select("random-kills, instance-killed"))
                .extracting(Trial::name)
                .containsExactly("instance-killed", "random-kills");
    }

    @Test
    void theSampleIsAFewRows() {
        assertThat(Catalogue.select("sample")).hasSizeBetween(2, 4);
    }

    @Test
    void unknownNamesAreToldTogetherWithAllThereAre() {
        assertThatThrownBy(() -> Catalogue.select("instance-killed,flood,fire"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("faults: must be sample or some of two-instances-clean, instance-killed, ")
                .hasMessageContaining(", random-kills")
                .hasMessageEndingWith(", was flood, fire");
    }
}
