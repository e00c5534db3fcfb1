package io.klarion.console;

import java.util.List;

/**
 * Everything the console knows at one moment.
 *
 * @param revision rises with every change
 * @param feed how well the topics are followed
 * @param monitors by name
 * @param series in the order they were first heard of
 * @param alerts likewise
 */
record ConsoleView(
        long revision, FeedState feed, List<MonitorView> monitors, List<SeriesView> series, List<AlertView> alerts) {

    ConsoleView {
        monitors = List.copyOf(monitors);
        series = List.copyOf(series);
        alerts = List.copyOf(alerts);
    }

    List<SeriesView> seriesOf(MonitorView monitor) {
        return series.stream()
                .filter(one -> one.key().monitor().equals(monitor.name()))
                .toList();
    }
}
