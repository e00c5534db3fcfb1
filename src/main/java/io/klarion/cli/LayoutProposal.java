package io.klarion.cli;

import io.klarion.codec.DataFileException;
import io.klarion.config.BinsConfig;
import io.klarion.config.FeatureConfig;
import io.klarion.config.MonitorConfig;
import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.profile.CategoryChoice;
import io.klarion.core.profile.Column;
import io.klarion.core.profile.DataProfile;
import io.klarion.core.profile.FeatureProposal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which features a monitor's data has, and their cells: what the config says, and where it is silent, the data. */
final class LayoutProposal {

    private final MonitorConfig monitor;
    private final DataProfile profile;
    private final Map<String, FeatureCells> features = new LinkedHashMap<>();
    private final Map<String, List<Double>> spent = new LinkedHashMap<>();

    LayoutProposal(MonitorConfig monitor, DataProfile profile) {
        this.monitor = monitor;
        this.profile = profile;
    }

    /** The pointers of the fields whose numbers are meant as texts. */
    static Predicate<String> textColumns(MonitorConfig monitor) {
        Set<String> pointers = monitor.features().stream()
                .filter(entry ->
                        entry.type().filter(type -> type != FeatureType.NUMERIC).isPresent())
                .filter(entry -> !entry.isPattern())
                .map(entry -> monitor.pathOf(entry.name()))
                .collect(Collectors.toSet());
        return pointer -> pointers.contains(pointer) || isTextByPattern(monitor, pointer);
    }

    private static boolean isTextByPattern(MonitorConfig monitor, String pointer) {
        String name = FieldNames.last(pointer);
        return monitor.entryFor(name)
                        .filter(FeatureConfig::isPattern)
                        .flatMap(FeatureConfig::type)
                        .filter(type -> type != FeatureType.NUMERIC)
                        .isPresent()
                && pointer.equals(monitor.pathOf(name));
    }

    /**
     * The layout.
     *
     * @throws DataFileException when a feature that the config names has no usable values
     */
    CellLayout layout() {
        for (FeatureConfig entry : monitor.features()) {
            if (entry.isPattern()) {
                profile.columns().forEach(column -> addFitting(column, entry));
            } else if (monitor.entryFor(entry.name()).isPresent()) {
                addNamed(entry);
            }
        }
        if (monitor.features().isEmpty()) {
            profile.columns().forEach(this::addProposed);
        }
        if (features.isEmpty()) {
            throw new DataFileException(
                    "monitor " + monitor.name() + ": the data must have at least one usable feature," + " had none in "
                            + profile.records() + " records");
        }
        return CellLayout.of(features.values().stream().toList());
    }

    /** By feature of the layout whose categories some of the records chose: the share of each cell's that did, and must not count. */
    Map<String, List<Double>> spent() {
        return Map.copyOf(spent);
    }

    private void addNamed(FeatureConfig entry) {
        String pointer = monitor.pathOf(entry.name());
        Column column = profile.column(pointer)
                .orElseThrow(() -> new DataFileException("feature " + entry.name() + ": the data must have values at "
                        + pointer + ", had none in " + profile.records() + " records"));
        FeatureType type = entry.type()
                .or(() -> FeatureProposal.of(column, profile.records()).type())
                .orElse(column.numbers() > 0 ? FeatureType.NUMERIC : FeatureType.CATEGORICAL);
        add(entry.name(), type, column, bins(Optional.of(entry)));
    }

    private void addFitting(Column column, FeatureConfig entry) {
        String name = name(column);
        if (monitor.entryFor(name).filter(entry::equals).isPresent() && isFree(column)) {
            entry.type()
                    .or(() -> FeatureProposal.of(column, profile.records()).type())
                    .ifPresent(type -> add(name, type, column, bins(Optional.of(entry))));
        }
    }

    private void addProposed(Column column) {
        if (!monitor.isExcluded(name(column)) && isFree(column)) {
            FeatureProposal.of(column, profile.records())
                    .type()
                    .ifPresent(type -> add(name(column), type, column, bins(Optional.empty())));
        }
    }

    /* Event time and group-by fields are no features unless they are named, and nested fields need a path. */
    private boolean isFree(Column column) {
        return !column.pointer().equals(monitor.eventTime().field())
                && !monitor.segmentBy().contains(column.pointer())
                && column.pointer().equals(monitor.pathOf(name(column)));
    }

    private static String name(Column column) {
        return FieldNames.last(column.pointer());
    }

    private Optional<BinsConfig> bins(Optional<FeatureConfig> entry) {
        return entry.flatMap(FeatureConfig::bins).or(monitor::bins);
    }

    private void add(String name, FeatureType type, Column column, Optional<BinsConfig> bins) {
        try {
            features.putIfAbsent(name, new FeatureCells(name, type, binning(name, type, column, bins)));
        } catch (IllegalArgumentException e) {
            throw new DataFileException("feature " + name + ": " + e.getMessage(), e);
        }
    }

    private Binning binning(String name, FeatureType type, Column column, Optional<BinsConfig> bins) {
        if (bins.isPresent() && bins.get() instanceof BinsConfig.Edges edges && type == FeatureType.NUMERIC) {
            return NumericBinning.ofEdges(
                    edges.edges().stream().mapToDouble(Double::doubleValue).toArray());
        }
        if (bins.isPresent() && bins.get() instanceof BinsConfig.Categories listed && type == FeatureType.CATEGORICAL) {
            return CategoricalBinning.of(listed.categories());
        }
        int limit = limit(type, bins);
        return type == FeatureType.CATEGORICAL
                ? chosen(name, CategoryChoice.of(column.texts(), limit))
                : FeatureProposal.cells(type, column, limit);
    }

    private static int limit(FeatureType type, Optional<BinsConfig> bins) {
        if (bins.isPresent() && bins.get() instanceof BinsConfig.Count count) {
            return count.bins();
        }
        return type == FeatureType.NUMERIC ? FeatureProposal.INTERVALS : FeatureProposal.CATEGORIES;
    }

    private Binning chosen(String name, CategoryChoice choice) {
        if (choice.isSplit()) {
            spent.putIfAbsent(name, choice.spent());
        }
        return CategoricalBinning.of(choice.categories());
    }
}
