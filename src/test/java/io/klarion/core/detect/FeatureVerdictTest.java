package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.distribution.OtherValues;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureVerdictTest {

    private static final FeatureVerdict INCOME = SampleVerdicts.drifted("income");

    @Test
    void onlyItsCellsAreOthers() {
        List<CellVerdict> one = INCOME.cells().subList(0, 1);
        assertThat(INCOME.withCells(one))
                .usingRecursiveComparison()
                .ignoringFields("cells")
                .isEqualTo(INCOME);
        assertThat(INCOME.withCells(one).cells()).isEqualTo(one);
    }

    @Test
    void onlyTheTenMostFrequentUnknownValuesAreTold() {
        List<OtherValues.Value> values = IntStream.rangeClosed(1, 12)
                .mapToObj(count -> new OtherValues.Value("v" + count, count))
                .toList();
        OtherVerdict told = OtherVerdict.of(OtherValues.of(values, false));
        assertThat(told.distinct()).isEqualTo(12);
        assertThat(told.top())
                .extracting(OtherValues.Value::text)
                .containsExactly("v12", "v11", "v10", "v9", "v8", "v7", "v6", "v5", "v4", "v3");
        assertThat(INCOME.withOther(told).other()).contains(told);
        assertThat(INCOME.other()).isEmpty();
    }

    @Test
    void aDispersionThatWasLearnedLiveIsProvisional() {
        assertThat(INCOME.isProvisional()).isFalse();
        assertThat(withDispersionOf(FeatureVerdict.PROVISIONAL).isProvisional()).isTrue();
    }

    private static FeatureVerdict withDispersionOf(String source) {
        return new FeatureVerdict(
                INCOME.feature(),
                INCOME.type(),
                INCOME.state(),
                INCOME.n(),
                INCOME.missing(),
                INCOME.invalid(),
                INCOME.nEffective(),
                INCOME.m(),
                INCOME.mEffective(),
                source,
                INCOME.spec(),
                INCOME.value(),
                INCOME.estimate(),
                INCOME.lower(),
                INCOME.upper(),
                INCOME.pValue(),
                INCOME.measures(),
                INCOME.cells(),
                INCOME.schema(),
                INCOME.other(),
                INCOME.joint());
    }
}
