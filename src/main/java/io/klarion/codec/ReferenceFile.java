package io.klarion.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a reference file, field by field; {@code config/schema/reference.schema.json} describes it. Other tools leave
 * {@code digest} out.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReferenceFile(
        @JsonProperty(required = true) String format,
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) int version,
        @Nullable Instant effectiveFrom,
        @Nullable String digest,
        @JsonProperty(required = true) Origin provenance,
        @JsonProperty(required = true) List<Cells> features,
        @Nullable Calendar calendar,
        @JsonProperty(required = true) Counted pooled,
        @JsonProperty(required = true) List<Counted> segments) {

    /** Where it comes from. Without times in the data, {@code from} and {@code to} are left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Origin(
            @JsonProperty(required = true) String source,
            @Nullable Instant from,
            @Nullable Instant to,
            @JsonProperty(required = true) Instant created) {}

    /** One feature's cells: {@code bins} when numeric, the names in {@code of} when a pair, {@code categories} otherwise. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cells(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String type,
            @Nullable List<Bin> bins,
            @Nullable List<String> categories,
            @Nullable List<String> of) {}

    /** An interval with its closed ends, or a single value. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Bin(
            @Nullable Double from,
            @Nullable Double to,
            @Nullable Closed closed,
            @Nullable Double value) {}

    /** Which ends of an interval belong to it. */
    enum Closed {
        @JsonProperty("left")
        LEFT,
        @JsonProperty("right")
        RIGHT,
        @JsonProperty("both")
        BOTH,
        @JsonProperty("none")
        NONE
    }

    /** By which slots the populations are counted too, and from which windows. */
    record Calendar(
            @JsonProperty(required = true) String slots,
            @JsonProperty(required = true) String timeZone,
            @JsonProperty(required = true) Windows window) {}

    /** Which windows there are. */
    record Windows(
            @JsonProperty(required = true) Duration size,
            @JsonProperty(required = true) Duration advance,
            @JsonProperty(required = true) Instant origin) {}

    /**
     * The counts of one population; {@code segment} is left out for all records together, {@code volume} when unknown,
     * slots where there are none.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Counted(
            @Nullable List<String> segment,
            @JsonProperty(required = true) long records,
            @Nullable Volume volume,
            @JsonProperty(required = true) List<Feature> features,
            @Nullable List<Within> dispersionWithin,
            @Nullable List<SlotCounts> slots) {}

    /** How much the features' windows differ within slots of one kind. */
    record Within(
            @JsonProperty(required = true) String slots,
            @JsonProperty(required = true) List<FeatureSpread> features) {}

    /** The same of one feature; {@code dispersion} is left out when unknown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FeatureSpread(
            @JsonProperty(required = true) String name,
            @Nullable Spread dispersion) {}

    /** What one calendar slot holds, for each feature in order: its effective records, and a count a cell. */
    record SlotCounts(
            @JsonProperty(required = true) String slot,
            @JsonProperty(required = true) long records,
            @JsonProperty(required = true) List<Double> effective,
            @JsonProperty(required = true) List<List<Long>> counts) {}

    /** How many records its windows hold. */
    record Volume(
            @JsonProperty(required = true) int windows,
            @JsonProperty(required = true) double mean,
            @JsonProperty(required = true) double root,
            @JsonProperty(required = true) double deviation,
            @JsonProperty(required = true) long least,
            @JsonProperty(required = true) long most) {}

    /** The counts of one feature; {@code dispersion} and {@code held_out} are left out when unknown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Feature(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) double effective,
            @Nullable Spread dispersion,
            @Nullable Held heldOut,
            @JsonProperty(required = true) Counts counts) {}

    /** What its windows showed, each held against the others: levels by measure. */
    record Held(
            @JsonProperty(required = true) int windows,
            @JsonProperty(required = true) Map<String, Double> levels) {}

    /** How much the feature's windows differ; {@code wander} is left out where cells have no order. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spread(
            @JsonProperty(required = true) double rho,
            @JsonProperty(required = true) double upper,
            @JsonProperty(required = true) double spread,
            @JsonProperty(required = true) int windows,
            @Nullable Wandering wander) {}

    /** How much their location and scale wander. */
    record Wandering(
            @JsonProperty(required = true) double location,
            @JsonProperty(required = true) double scale) {}

    /** The counts by cell; {@code other} is left out where there is no such cell. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Counts(
            @Nullable Long below,
            @Nullable List<Long> bins,
            @Nullable Long above,
            @Nullable List<Long> categories,
            @Nullable List<Long> pairs,
            @Nullable Long other,
            @JsonProperty(required = true) long missing,
            @JsonProperty(required = true) long invalid) {}
}
