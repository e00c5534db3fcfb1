package io.klarion.metrics;

import io.klarion.core.detect.AlarmBudget;
import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.monitor.Monitor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is exported beyond what every feature has, and how much at most.
 *
 * @param featureSeries how many features (counted once a monitor and segment) have series of their own, at least 0
 * @param monitors by name; one that is missing has nothing special
 */
public record MetricsPlan(int featureSeries, SortedMap<String, OfMonitor> monitors) {

    /** How many features have series of their own unless configured otherwise. */
    public static final int DEFAULT_FEATURE_SERIES = 10_000;

    /** Nothing special, the usual limit. */
    public static final MetricsPlan PLAIN = new MetricsPlan(DEFAULT_FEATURE_SERIES, new TreeMap<>());

    private static final OfMonitor NOTHING = new OfMonitor(Optional.empty(), Map.of());

    /**
     * What one monitor has of its own.
     *
     * @param budget the false alarms it may raise; empty where its confidence is given
     * @param shares the features whose shares are exported, by name
     */
    public record OfMonitor(Optional<AlarmBudget> budget, Map<String, Shares> shares) {

        public OfMonitor {
            shares = Map.copyOf(shares);
        }

        /**
         * The plan of {@code monitor}.
         *
         * @param features the names of those whose shares are exported; names of others change nothing
         */
        public static OfMonitor of(Monitor monitor, Optional<AlarmBudget> budget, Set<String> features) {
            Map<String, Shares> shares = new HashMap<>();
            for (int f = 0; f < monitor.layout().size(); f++) {
                FeatureCells cells = monitor.layout().feature(f);
                if (features.contains(cells.name())) {
                    shares.put(
                            cells.name(),
                            new Shares(
                                    cells.binning(), monitor.features().get(f).showValues()));
                }
            }
            return new OfMonitor(budget, shares);
        }
    }

    /**
     * How the shares of one feature are exported.
     *
     * @param binning its cells
     * @param showValues whether category values may become labels
     */
    public record Shares(Binning binning, boolean showValues) {}

    /**
     * @throws IllegalArgumentException when {@code featureSeries} is negative
     */
    public MetricsPlan {
        if (featureSeries < 0) {
            throw new IllegalArgumentException("feature series: must be at least 0, was " + featureSeries);
        }
    }

    OfMonitor of(String monitor) {
        return monitors.getOrDefault(monitor, NOTHING);
    }
}
