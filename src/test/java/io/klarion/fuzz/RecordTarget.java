package io.klarion.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.EventTimeSpec.Unit;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Records: read into valid cells, segments and a time, or rejected with a reason that the decoder has written; what
 * was read before makes no difference, nor does it whether a record is scanned or parsed.
 */
final class RecordTarget implements FuzzTarget {

    private static final long LATEST = 253_402_300_799_999L;
    private static final int LONGEST_DETAIL = 200;
    private static final List<String> PATHS =
            List.of("/a", "/a/b", "/a/0", "/b/1/a", "/c", "/a~1b", "/m~0n", "/", "/t", "/é");

    private static final List<FeatureType> TYPES =
            List.of(FeatureType.NUMERIC, FeatureType.CATEGORICAL, FeatureType.BOOLEAN);

    private final List<TopicPlan> plans = new ArrayList<>();
    private final List<JsonRecordDecoder> decoders = new ArrayList<>();
    private final List<JsonRecordDecoder> parsing = new ArrayList<>();
    private final BinnedRecord record = new BinnedRecord();
    private final BinnedRecord again = new BinnedRecord();

    RecordTarget() {
        Stream.concat(
                        Arrays.stream(Unit.values()).map(unit -> new EventTimeSpec("/t", unit, 0, 0)),
                        Stream.of(new EventTimeSpec("", Unit.MILLIS, 0, 0)))
                .map(time -> TopicPlan.of(List.of(monitor(time, List.of("/c", "/a/b")), monitor(time, List.of()))))
                .forEach(plan -> {
                    plans.add(plan);
                    decoders.add(new JsonRecordDecoder(plan));
                    parsing.add(JsonRecordDecoder.parsing(plan));
                });
    }

    private static Monitor monitor(EventTimeSpec time, List<String> segmentBy) {
        List<FeatureCells> cells = new ArrayList<>();
        List<MonitoredFeature> features = new ArrayList<>();
        for (int i = 0; i < PATHS.size(); i++) {
            FeatureType type = TYPES.get((i + segmentBy.size()) % TYPES.size());
            cells.add(new FeatureCells(
                    "f" + i,
                    type,
                    switch (type) {
                        case NUMERIC -> NumericBinning.ofEdges(-1, 0, 10, 20);
                        case CATEGORICAL -> CategoricalBinning.of(List.of("red", "1", "true", ""));
                        case BOOLEAN -> CategoricalBinning.ofBoolean();
                        case JOINT -> throw new IllegalArgumentException("type: must be of a single feature");
                    }));
            features.add(new MonitoredFeature(
                    PATHS.get(i), DetectSpec.DEFAULT, AlertSpec.DEFAULT, SchemaSpec.DEFAULT, segmentBy.isEmpty()));
        }
        return new Monitor(
                "m" + segmentBy.size(),
                List.of("topic"),
                time,
                segmentBy,
                WindowSpec.tumbling(60_000, 0),
                CellLayout.of(cells),
                features,
                VolumeSpec.OFF,
                AlertSpec.DEFAULT,
                List.of(),
                Monitor.Lifecycle.DEFAULT,
                "generation",
                "config");
    }

    @Override
    public String name() {
        return "record";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "{\"a\":{\"b\":1.5e3},\"b\":[0,{\"a\":-0.0}],\"c\":\"red\",\"t\":\"2026-01-01T00:00:00.5+01:00\"}",
                        "{\"a\":[true,null],\"a/b\":\"1\",\"m~n\":false,\"\":12,\"t\":1767225600}",
                        "{\"t\":1767225600000,\"é\":\"\\ud83d\\ude00 \\u0065\",\"c\":true,\"c\":{\"x\":[[],{}]}}",
                        "{\"t\":\"1767225600.123456789\",\"a\":1e400,\"a\":\"\",\"x\":[1,2,{\"a\":{}}]}",
                        "{\"t\":1.767225600e18}",
                        "{ }")
                .map(text -> text.getBytes(UTF_8))
                .toList();
    }

    @Override
    public List<String> words() {
        return List.of(
                "\"t\":",
                "\"a\":",
                "\"c\":",
                "null",
                "true",
                "1e999",
                "-0",
                "NaN",
                "\\u0000",
                "\\ud800",
                "\\udc00",
                "\uFEFF",
                "\u0000",
                "\"2026-02-30\"",
                "9999-12-31T23:59:59.999Z",
                "99999999999999999999",
                "[",
                "{\"a\":",
                "/*",
                "//",
                "'",
                "\u2028",
                "]]",
                "}}");
    }

    @Override
    public void take(byte[] input) {
        int which = input.length % plans.size();
        decoders.get(which).decode(input, record);
        requireSound(plans.get(which));
        parsing.get(which).decode(input, again);
        requireSame();
        if (input.length % 5 == 0) {
            new JsonRecordDecoder(plans.get(which)).decode(input, again);
            requireSame();
        }
    }

    private void requireSound(TopicPlan plan) {
        assertThat(record.raw()).isNotNull();
        if (record.rejection != null) {
            assertThat(record.detail).contains("must ").hasSizeLessThan(LONGEST_DETAIL);
            assertThat(record.detail.chars()).noneMatch(Character::isISOControl);
            return;
        }
        int at = 0;
        for (Monitor monitor : plan.monitors()) {
            for (FeatureCells feature : monitor.layout().features()) {
                assertThat(record.cells[at++]).isBetween(0, feature.binning().cells() - 1);
            }
        }
        for (String segment : record.segments) {
            assertThat(new String(segment.getBytes(UTF_8), UTF_8)).isEqualTo(segment);
        }
        assertThat(record.eventTime).isBetween(plan.usesRecordTimestamp() ? -1L : 0L, LATEST);
    }

    private void requireSame() {
        assertThat(again.rejection).isEqualTo(record.rejection);
        assertThat(again.detail).isEqualTo(record.detail);
        if (record.rejection == null) {
            assertThat(again.cells).isEqualTo(record.cells);
            assertThat(again.segments).isEqualTo(record.segments);
            assertThat(again.eventTime).isEqualTo(record.eventTime);
            assertThat(again.others).isEqualTo(record.others);
        }
    }

    @Override
    public int mutants() {
        return 40_000;
    }

    @Override
    public long allowedBytes(int length) {
        return 1_000_000 + 100L * length;
    }
}
