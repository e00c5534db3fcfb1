package io.klarion.console;

import io.klarion.core.alert.Severity;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.Reference;
import io.klarion.web.WindowsJson;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answers of the console's API. Times are epoch milliseconds, numbers are rounded to four digits, {@code null} stands
 * for none and a text for an infinity.
 */
public final class ConsoleJson {

    /** How many of the latest windows an overview tells of. */
    public static final int STRIP = 60;

    /** How many series one answer holds at most. */
    public static final int MOST_SERIES = 1000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final String REVISION = "revision";

    private ConsoleJson() {}

    /**
     * Which series are asked for.
     *
     * @param monitor only of this monitor; empty for all
     * @param since only those that have changed after this revision
     * @param offset how many of them are passed over
     * @param limit how many follow at most, from 1 to {@value ConsoleJson#MOST_SERIES}
     */
    public record Query(Optional<String> monitor, long since, int offset, int limit) {}

    /** All monitors in a few numbers each, and how well the topics are followed. */
    public static byte[] overview(Console console) {
        ConsoleView view = console.view(1);
        return object(out -> {
            out.writeNumberProperty(REVISION, view.revision());
            out.writeObjectPropertyStart("feed");
            out.writeBooleanProperty("caught_up", view.feed().isCaughtUp());
            out.writeStringProperty("trouble", view.feed().trouble());
            out.writeNumberProperty("unreadable", view.feed().unreadable());
            out.writeEndObject();
            out.writeArrayPropertyStart("monitors");
            view.monitors().forEach(monitor -> monitor(monitor, view, out));
            out.writeEndArray();
        });
    }

    private static void monitor(MonitorView monitor, ConsoleView view, JsonGenerator out) {
        List<SeriesView> series = view.seriesOf(monitor);
        List<AlertView> firing = view.alerts().stream()
                .filter(AlertView::isFiring)
                .filter(alert -> alert.series().monitor().equals(monitor.name()))
                .toList();
        out.writeStartObject();
        out.writeStringProperty("name", monitor.name());
        out.writeNumberProperty(
                "segments",
                series.stream().map(one -> one.key().segment()).distinct().count());
        out.writeNumberProperty(
                "features",
                series.stream().map(one -> one.key().feature()).distinct().count());
        out.writeNumberProperty("series", series.size());
        for (FeatureState state : FeatureState.values()) {
            out.writeNumberProperty(
                    state.name().toLowerCase(Locale.ROOT),
                    series.stream().filter(one -> one.last().state == state).count());
        }
        out.writeNumberProperty("firing", firing.size());
        out.writeNumberProperty(
                "critical",
                firing.stream()
                        .filter(alert -> alert.severity() == Severity.CRITICAL)
                        .count());
        out.writeNumberProperty("records", monitor.records());
        out.writeNumberProperty("late", monitor.late());
        times("starts", last(monitor.starts(), STRIP), out);
        times("ends", last(monitor.ends(), STRIP), out);
        allowance(AlarmAllowance.of(monitor, series, view.alerts()), out);
        out.writeEndObject();
    }

    private static void allowance(AlarmAllowance allowance, JsonGenerator out) {
        out.writeObjectPropertyStart("false_alarms");
        WindowsJson.number("per_day", allowance.perDay().orElse(Double.NaN), out);
        WindowsJson.number("days", allowance.days(), out);
        out.writeNumberProperty("fired", allowance.fired());
        out.writeNumberProperty("undeclared", allowance.undeclared());
        out.writeEndObject();
    }

    /** The series that are asked for, the weightiest first. */
    public static byte[] series(Console console, Query query) {
        ConsoleView view = console.view(STRIP);
        Map<String, List<Long>> ends = new HashMap<>();
        view.monitors().forEach(monitor -> ends.put(monitor.name(), last(monitor.ends(), STRIP)));
        List<SeriesView> fitting = view.series().stream()
                .filter(one -> one.revision() > query.since())
                .filter(one -> query.monitor().isEmpty()
                        || one.key().monitor().equals(query.monitor().get()))
                .sorted(Comparator.comparingDouble(SeriesView::weight)
                        .reversed()
                        .thenComparing(SeriesView::key))
                .toList();
        return object(out -> {
            out.writeNumberProperty(REVISION, view.revision());
            out.writeNumberProperty("known", view.series().size());
            out.writeNumberProperty("found", fitting.size());
            out.writeArrayPropertyStart("series");
            fitting.stream()
                    .skip(query.offset())
                    .limit(query.limit())
                    .forEach(one ->
                            SeriesJson.write(one, ends.getOrDefault(one.key().monitor(), List.of()), out));
            out.writeEndArray();
        });
    }

    /** One series with all its windows and alerts; empty when none has this id. */
    public static Optional<byte[]> windows(Console console, String id) {
        return console.series(id)
                .map(series -> object(out -> {
                    out.writeNumberProperty(REVISION, series.revision());
                    out.writeName("series");
                    SeriesJson.write(
                            series,
                            last(
                                    series.points().stream()
                                            .map(point -> point.end)
                                            .toList(),
                                    STRIP),
                            out);
                    out.writeObjectPropertyStart("reference");
                    out.writeStringProperty("id", series.reference().id());
                    out.writeNumberProperty("version", series.reference().version());
                    out.writeStringProperty("slot", series.reference().slot());
                    out.writeStringProperty("segment", series.reference().segment());
                    out.writeEndObject();
                    AlertsJson.write("alerts", console.alertsOn(series.key()), out);
                    out.writeObjectPropertyStart("windows");
                    WindowsJson.write(series.points(), UnaryOperator.identity(), out);
                    out.writeEndObject();
                }));
    }

    /** All alerts with what they went through. */
    public static byte[] alerts(Console console) {
        ConsoleView view = console.view(1);
        return object(out -> {
            out.writeNumberProperty(REVISION, view.revision());
            AlertsJson.write("alerts", view.alerts(), out);
        });
    }

    /**
     * What windows were compared with.
     *
     * @param known the monitors of this process, with the versions of references that it knows
     */
    public static byte[] references(Console console, List<Monitor> known) {
        ConsoleView view = console.view(1);
        Map<String, Reference> byDigest = new HashMap<>();
        known.forEach(monitor -> monitor.references().forEach(of -> byDigest.put(of.digest(), of)));
        return object(out -> {
            out.writeNumberProperty(REVISION, view.revision());
            out.writeArrayPropertyStart("references");
            view.monitors()
                    .forEach(monitor -> monitor.references()
                            .forEach(use -> reference(
                                    monitor.name(),
                                    use,
                                    Optional.ofNullable(
                                            byDigest.get(use.reference().digest())),
                                    out)));
            out.writeEndArray();
        });
    }

    private static void reference(String monitor, ReferenceUse use, Optional<Reference> known, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("monitor", monitor);
        out.writeStringProperty("id", use.reference().id());
        out.writeNumberProperty("version", use.reference().version());
        out.writeStringProperty("digest", use.reference().digest());
        out.writeNumberProperty("from", use.from());
        out.writeNumberProperty("to", use.to());
        out.writeNumberProperty("verdicts", use.verdicts());
        out.writeStringProperty(
                "source", known.map(of -> of.provenance().source()).orElse(""));
        whole("created", known.map(of -> of.provenance().created()), out);
        whole("effective_from", known.map(Reference::effectiveFrom).filter(from -> from > Long.MIN_VALUE), out);
        whole("records", known.map(of -> of.pooled().records()), out);
        out.writeEndObject();
    }

    private static void whole(String name, Optional<Long> value, JsonGenerator out) {
        out.writeName(name);
        value.ifPresentOrElse(out::writeNumber, out::writeNull);
    }

    private static void times(String name, List<Long> times, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        times.forEach(out::writeNumber);
        out.writeEndArray();
    }

    private static <T> List<T> last(List<T> all, int most) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    private static byte[] object(Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            content.accept(out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
