package io.klarion.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts of raw values over given edges, computed outside Java with numpy.histogram's rule. */
class NumericBinningGoldenTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /* The golden file puts infinities into underflow and overflow; here they are invalid. */
    private static final String INFINITIES = "num_infinities";

    static Stream<Case> cases() throws IOException {
        try (InputStream in = NumericBinningGoldenTest.class.getResourceAsStream("/goldens/divergence_goldens.json")) {
            return MAPPER
                    .readTree(in)
                    .get("cases")
                    .valueStream()
                    .filter(json -> json.get("kind").stringValue().equals("numeric"))
                    .map(Case::new)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rawValuesFallIntoTheGoldenCells(Case golden) {
        if (golden.toString().equals(INFINITIES)) {
            assertThat(golden.counts("window")[golden.binning().invalid()]).isEqualTo(3);
            return;
        }
        for (String side : new String[] {"window", "reference"}) {
            long[] expected = golden.expected(side);
            long[] counts = golden.counts(side);
            /* null and NaN are one golden cell, two cells here: missing and invalid. */
            counts[golden.binning().missing()] += counts[golden.binning().invalid()];
            counts[golden.binning().invalid()] = 0;
            assertThat(counts).as(side).startsWith(expected).hasSize(expected.length + 1);
        }
    }

    record Case(JsonNode json) {

        NumericBinning binning() {
            return NumericBinning.ofEdges(json.get("edges")
                    .valueStream()
                    .mapToDouble(JsonNode::doubleValue)
                    .toArray());
        }

        long[] expected(String side) {
            return json.get(side + "_counts")
                    .valueStream()
                    .mapToLong(JsonNode::longValue)
                    .toArray();
        }

        long[] counts(String side) {
            NumericBinning binning = binning();
            long[] counts = new long[binning.cells()];
            json.get(side).valueStream().forEach(value -> counts[cell(binning, value)]++);
            return counts;
        }

        private static int cell(NumericBinning binning, JsonNode value) {
            if (value.isNull()) {
                return binning.missing();
            }
            return binning.cellOf(value.isString() ? Double.parseDouble(value.stringValue()) : value.doubleValue());
        }

        @Override
        public String toString() {
            return json.get("id").stringValue();
        }
    }
}
