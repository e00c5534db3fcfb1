package io.klarion.cli;

import io.klarion.codec.DataFileException;
import io.klarion.codec.JsonProfiler;
import io.klarion.config.Detection;
import io.klarion.config.MonitorConfig;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.EventTimeSpec.Unit;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.profile.Column;
import io.klarion.core.profile.DataProfile;
import io.klarion.core.profile.EventTimeGuess;
import io.klarion.core.profile.TimeTrack;
import io.klarion.core.profile.TimeUnitGuess;
import io.klarion.core.profile.WindowGuess;
import io.klarion.core.window.WindowSpec;
import io.klarion.report.PrintableText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Guesses a monitor from records, in two passes: all of them, then those of the reference. */
final class Inference {

    private static final long MAX_LEAD = Duration.ofMinutes(5).toMillis();
    private static final int COLUMNS_TOLD = 20;
    private static final int WINDOWS_TO_ALIGN = 4;
    private static final long SECOND = 1000;

    private final Path data;
    private final JsonRecords records;
    private final DataProfile profile = new DataProfile();
    private long malformed;

    private Inference(Path data, JsonRecords records) {
        this.data = data;
        this.records = records;
        JsonProfiler profiler = new JsonProfiler(profile);
        records.forEach((json, timestamp) -> malformed += profiler.add(json) ? 0 : 1);
    }

    /**
     * The guess.
     *
     * @param data names the records
     * @param share how much of the data, in the order of event time, becomes the reference
     * @param reference the file the reference will stand in
     * @throws DataFileException when there is no event time, or no column to watch
     */
    static InferredMonitor of(Path data, JsonRecords records, double share, Path reference) {
        return new Inference(data, records).infer(share, reference);
    }

    private InferredMonitor infer(double share, Path reference) {
        EventTimeGuess time = EventTimeGuess.of(profile).orElseThrow(this::noEventTime);
        TimeTrack times = time.column().times();
        WindowGuess window = WindowGuess.of(times, share);
        MonitorConfig monitor = monitor(time, window, reference);
        long end = endOfReference(times, window.size(), share);
        DataProfile before = ReferenceRecipe.profile(monitor, records, new ReferenceRecipe.Range(Long.MIN_VALUE, end));
        InferredColumns columns =
                InferredColumns.of(profile, before, time.column().pointer());
        if (columns.features().isEmpty()) {
            throw noFeature(columns);
        }
        return new InferredMonitor(
                monitor, new InferredMonitor.Seen(profile.records(), malformed, times, time.reason()), end, columns);
    }

    private MonitorConfig monitor(EventTimeGuess time, WindowGuess window, Path reference) {
        String name = FileNames.monitor(data);
        return new MonitorConfig(
                name,
                new MonitorConfig.Source(List.of(name), MonitorConfig.Format.JSON),
                new EventTimeSpec(
                        time.column().pointer(),
                        time.unit().map(Inference::unit).orElse(Unit.ISO8601),
                        window.outOfOrderness(time.column().times()),
                        MAX_LEAD),
                List.of(),
                WindowSpec.tumbling(window.size(), 0),
                reference.toAbsolutePath().normalize(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Detection.DEFAULT,
                Monitor.Lifecycle.DEFAULT);
    }

    private static Unit unit(TimeUnitGuess guess) {
        return switch (guess) {
            case SECONDS -> Unit.SECONDS;
            case MILLIS -> Unit.MILLIS;
            case MICROS -> Unit.MICROS;
            case NANOS -> Unit.NANOS;
        };
    }

    /* With enough windows, the boundary nearest to the share, so that no window is half reference; else the share. */
    private static long endOfReference(TimeTrack times, long window, double share) {
        long last = times.quantile(share);
        long boundary = Math.floorDiv(last + window / 2, window) * window;
        return last - times.earliest() >= WINDOWS_TO_ALIGN * window && boundary <= times.latest()
                ? boundary
                : nextSecond(last);
    }

    private static long nextSecond(long millis) {
        return (Math.floorDiv(millis, SECOND) + 1) * SECOND;
    }

    private DataFileException noEventTime() {
        List<Column> columns = profile.columns();
        String looked = columns.stream()
                .limit(COLUMNS_TOLD)
                .map(column -> PrintableText.of(column.pointer()))
                .collect(Collectors.joining(", "));
        int more = columns.size() - COLUMNS_TOLD;
        return new DataFileException(
                data + ": must have an event time, a field that is in almost every record as ISO 8601"
                        + " text or as seconds, millis, micros or nanos since 1970, was without one; looked at "
                        + (looked.isEmpty() ? "no field" : looked) + (more > 0 ? " and " + more + " more" : "") + " in "
                        + profile.records() + " records");
    }

    private DataFileException noFeature(InferredColumns columns) {
        String why = columns.leftOut().entrySet().stream()
                .limit(COLUMNS_TOLD)
                .map(entry -> PrintableText.of(entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return new DataFileException(data + ": must have a field to watch beside the event time, was without one"
                + (why.isEmpty() ? "" : "; " + why));
    }
}
