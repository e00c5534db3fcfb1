package io.klarion.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.ReferenceBuilder;
import io.klarion.core.window.SlotKind;
import io.klarion.core.window.WindowSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReferenceJsonTest {

    private static final ShippedSchema SCHEMA = new ShippedSchema("reference");
    private static final List<String> OPTIONAL = List.of(
            "digest",
            "held_out",
            "calendar",
            "volume",
            "dispersion",
            "wander",
            "below",
            "above",
            "bins",
            "other",
            "categories",
            "from",
            "to",
            "effective_from");

    private static JsonNode tree(Reference reference) {
        return JsonMapper.shared().readTree(ReferenceJson.text(reference));
    }

    @ParameterizedTest
    @EnumSource(names = {"HOUR_OF_DAY", "DAY_OF_WEEK", "HOUR_OF_WEEK"})
    void aReferenceWithSlotsIsReadAsItWasWritten(SlotKind kind) {
        Reference written = SlottedReferences.weeks(kind);
        Reference read = ReferenceJson.parse("r.json", ReferenceJson.text(written));

        assertThat(read.digest()).isEqualTo(written.digest());
        assertThat(read.calendar()).isEqualTo(written.calendar());
        assertThat(read.pooled().slots()).hasSameSizeAs(written.pooled().slots());
        assertThat(ReferenceJson.text(read)).isEqualTo(ReferenceJson.text(written));
        assertThat(SCHEMA.problems(tree(written))).isEmpty();
    }

    private static Reference paired() {
        FeatureCells income = new FeatureCells("income", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 10, 20));
        FeatureCells channel =
                new FeatureCells("channel", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("web", "shop")));
        JointBinning pair = JointBinning.of(income, channel);
        CellLayout layout = CellLayout.of(List.of(income, channel, pair.feature()));
        ReferenceBuilder builder = new ReferenceBuilder(layout, WindowSpec.tumbling(10, 0), Set.of());
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            int first = random.nextInt(income.binning().cells());
            int second = random.nextInt(channel.binning().cells());
            builder.add(i, Segment.ALL, new int[] {first, second, pair.cellOf(first, second)});
        }
        return builder.build("paired", 1, "test", 0);
    }

    @Test
    void aFileOfAnotherToolNeedsNoDigest() {
        Reference read = ReferenceJson.parse("r.json", """
                {"format": "klarion-reference/1", "id": "loans", "version": 1,
                 "provenance": {"source": "training.parquet", "created": "2026-01-01T00:00:00Z"},
                 "features": [{"name": "income", "type": "numeric", "bins": [
                   {"from": 0, "to": 10, "closed": "left"}, {"from": 10, "to": 20, "closed": "both"}]}],
                 "pooled": {"records": 6, "features": [{"name": "income", "effective": 6,
                   "counts": {"below": 0, "bins": [2, 3], "above": 1, "missing": 0, "invalid": 0}}]},
                 "segments": []}
                """);

        assertThat(read.pooled().features().get(0).total()).isEqualTo(6);
        assertThat(ReferenceJson.parse("again.json", ReferenceJson.text(read)).digest())
                .isEqualTo(read.digest());
    }

    @Test
    void aReferenceWithAPairIsReadAsItWasWritten() {
        Reference written = paired();
        Reference read = ReferenceJson.parse("r.json", ReferenceJson.text(written));

        assertThat(read.layout()).isEqualTo(written.layout());
        assertThat(read.digest()).isEqualTo(written.digest());
        assertThat(ReferenceJson.text(read)).isEqualTo(ReferenceJson.text(written));
        assertThat(SCHEMA.problems(tree(written))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /features/2/of   | ["income"]            | feature income & channel.of: must name two features that stand before it, was [income]
            /features/2/of   | ["income", "x"]       | feature income & channel.of: must name two features that stand before it, was [income, x]
            /features/2/of   | ["channel", "income"] | feature income & channel: must be called channel & income, was income & channel
            /features/2/name | "both"                | feature both: must be called income & channel, was both
            """)
    void aPairThatDoesNotFitIsRefused(String pointer, String value, String problem) {
        JsonNode wrong = SchemaMutants.with(tree(paired()), pointer, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceJson.parse("r.json", wrong.toString()))
                .withMessageContaining(problem);
    }

    @Test
    void theShippedReferenceObeysTheSchema() throws Exception {
        String text = Files.readString(Path.of("config", "references", "loans.json"));
        assertThat(SCHEMA.problems(JsonMapper.shared().readTree(text))).isEmpty();
    }

    @Test
    void noFieldOfAReferenceMayBeWrong() {
        Map<String, JsonNode> mutants = SchemaMutants.of(tree(SlottedReferences.weeks(SlotKind.DAY_OF_WEEK)), OPTIONAL);
        assertThat(mutants).hasSizeGreaterThan(100);
        assertThat(SCHEMA.accepted(mutants)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /calendar/slots                    | "hour-of-workday" | calendar.slots: must be hour-of-day, day-of-week or hour-of-week, was hour-of-workday
            /calendar/time_zone                | "Berlin"          | calendar.time_zone: must be a time zone such as Europe/Berlin, was Berlin
            /calendar/window/size              | "PT0S"            | window: must have 1 ≤ advance ≤ size and grace ≥ 0, was size 0 ms, advance 3600000 ms, grace 0 ms
            /calendar/window/size              | "PT200H"          | window.size: must be at most 604800000 ms with slots day-of-week, was 720000000 ms
            /pooled/slots/0/slot               | "tue"             | slots[].slot: must be there once, with dispersion_within day-of-week, was tue
            /pooled/slots/0/slot               | "moon"            | slots[].slot: must be a slot such as mon-13, was moon
            /pooled/slots/0/slot               | "mon-13"          | slots[].slot: must be there once, with dispersion_within hour-of-week, was mon-13
            /pooled/slots/0/effective          | []                | slots[]: must have all 2 features, was 0 and 2 for mon
            /pooled/slots/0/counts             | [[1],[1,2,3,4]]   | feature income: must have 6 counts, one a cell, was 1
            /pooled/dispersion_within/0/features/0/name | "x"      | dispersion_within[].features: must be those of the cells, was [x, channel]
            """)
    void whatDoesNotFitIsNamed(String pointer, String value, String problem) {
        JsonNode wrong = SchemaMutants.with(tree(SlottedReferences.weeks(SlotKind.DAY_OF_WEEK)), pointer, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceJson.parse("r.json", wrong.toString()))
                .withMessage("r.json: " + problem);
    }

    @Test
    void aCalendarChangedByHandIsRefused() {
        JsonNode wrong = SchemaMutants.with(
                tree(SlottedReferences.weeks(SlotKind.DAY_OF_WEEK)), "/calendar/time_zone", "\"UTC\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceJson.parse("r.json", wrong.toString()))
                .withMessageStartingWith("r.json: digest: must be that of the cells and counts, sha256:");
    }
}
