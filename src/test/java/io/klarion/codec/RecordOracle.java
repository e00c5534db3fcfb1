package io.klarion.codec;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.BinnedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a record's cells and segments should be, by the plainest means: the whole tree, then one pointer at a time. */
final class RecordOracle {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private RecordOracle() {}

    static List<Integer> cells(List<Monitor> monitors, String json) {
        JsonNode tree = MAPPER.readTree(json);
        List<Integer> cells = new ArrayList<>();
        for (Monitor monitor : monitors) {
            for (int f = 0; f < monitor.layout().size(); f++) {
                cells.add(cell(
                        monitor.layout().feature(f),
                        tree.at(monitor.features().get(f).path())));
            }
        }
        return cells;
    }

    static List<String> segments(List<Monitor> monitors, String json) {
        JsonNode tree = MAPPER.readTree(json);
        return monitors.stream()
                .map(monitor -> monitor.segmentBy().stream()
                        .map(path -> segment(tree.at(path)))
                        .collect(Collectors.joining("" + BinnedRecord.SEGMENT_SEPARATOR)))
                .toList();
    }

    private static int cell(FeatureCells feature, JsonNode value) {
        Binning binning = feature.binning();
        if (value.isMissingNode() || value.isNull()) {
            return binning.missing();
        }
        return switch (feature.type()) {
            case NUMERIC -> value.isNumber() ? ((NumericBinning) binning).cellOf(value.asDouble()) : binning.invalid();
            case CATEGORICAL ->
                value.isContainer() ? binning.invalid() : ((CategoricalBinning) binning).cellOf(value.asString());
            case BOOLEAN ->
                value.isBoolean() ? ((CategoricalBinning) binning).cellOf(value.asString()) : binning.invalid();
            case JOINT -> throw new IllegalArgumentException("type: must be of a single feature");
        };
    }

    private static String segment(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Segment.MISSING;
        }
        return value.isContainer() ? Segment.INVALID : value.asString();
    }
}
