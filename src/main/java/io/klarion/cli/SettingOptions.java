package io.klarion.cli;

import io.klarion.core.backtest.Setting;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.divergence.Measure;
import io.klarion.core.monitor.Monitor;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The settings to try, as they are typed: every combination, and always the monitor's own. */
final class SettingOptions {

    private static final int MOST = 500;
    private static final Comparator<Monitor> BY_SETTING = Comparator.<Monitor>comparingLong(
                    monitor -> monitor.window().size())
            .thenComparing(monitor -> first(monitor, DetectSpec::measure, Measure.KL))
            .thenComparing(monitor -> first(monitor, DetectSpec::confidence, 0.0))
            .thenComparing(monitor -> first(monitor, DetectSpec::threshold, 0.0));
    private static final List<Double> LADDER = List.of(0.02, 0.05, 0.1, 0.2, 0.3, 0.5);

    @Option(
            names = "--threshold",
            split = ",",
            paramLabel = "T",
            description = "Thresholds to try, such as 0.05,0.1,0.2. Default: 0.02,0.05,0.1,0.2,0.3,0.5.")
    private List<Double> thresholds = LADDER;

    @Option(
            names = "--confidence",
            split = ",",
            paramLabel = "C",
            description = "Confidences to try, such as 0.95,0.99,0.999. Default: the monitor's own.")
    private List<Double> confidences = List.of();

    @Option(
            names = "--measure",
            split = ",",
            paramLabel = "M",
            converter = MeasureText.class,
            description =
                    "Measures to try, such as kl,psi,js. Default: the monitor's own. A feature that a measure does not"
                            + " fit is judged as it is configured.")
    private List<Measure> measures = List.of();

    @Option(
            names = "--window",
            split = ",",
            paramLabel = "SIZE",
            converter = DurationOption.class,
            description =
                    "Window sizes to try, such as 5m,15m,1h. Default: the monitor's own. From verdicts: multiples of"
                            + " it.")
    private List<Duration> windows = List.of();

    private static <T> T first(Monitor monitor, Function<DetectSpec, T> of, T none) {
        return monitor.features().isEmpty()
                ? none
                : of.apply(monitor.features().get(0).detect());
    }

    /** A measure by its key. */
    static final class MeasureText implements ITypeConverter<Measure> {
        @Override
        public Measure convert(String text) {
            return Measure.parse(text)
                    .orElseThrow(() -> new TypeConversionException("must be one of "
                            + String.join(
                                    ", ",
                                    List.of(Measure.values()).stream()
                                            .map(Measure::key)
                                            .toList()) + ", was " + text));
        }
    }

    /** The window sizes that are asked for beside those of the monitors, in milliseconds, rising. */
    List<Long> windowSizes() {
        return List.copyOf(
                new TreeSet<>(windows.stream().map(Duration::toMillis).toList()));
    }

    /**
     * The settings for a monitor: its own and those that differ from it, each once, by window, measure, confidence and
     * threshold of the first feature.
     *
     * @throws ParameterException when a number is out of range, or there are too many settings
     */
    List<Setting> settings(Monitor monitor, CommandLine command) {
        check(command);
        Map<Monitor, Setting> distinct = new LinkedHashMap<>();
        distinct.put(Setting.CONFIGURED.of(monitor), Setting.CONFIGURED);
        for (OptionalLong window : sizes()) {
            for (Optional<Measure> measure :
                    orOwn(measures.stream().map(Optional::of).toList(), Optional.empty())) {
                for (OptionalDouble confidence : orOwn(numbers(confidences), OptionalDouble.empty())) {
                    for (OptionalDouble threshold : orOwn(numbers(thresholds), OptionalDouble.empty())) {
                        Setting setting = new Setting(window, measure, threshold, confidence);
                        distinct.putIfAbsent(setting.of(monitor), setting);
                    }
                }
            }
        }
        if (distinct.size() > MOST) {
            throw new ParameterException(
                    command, "settings: must be at most " + MOST + " combinations, was " + distinct.size());
        }
        return distinct.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey, BY_SETTING))
                .map(Map.Entry::getValue)
                .toList();
    }

    private List<OptionalLong> sizes() {
        return LongStream.concat(LongStream.of(0), windowSizes().stream().mapToLong(Long::longValue))
                .mapToObj(size -> size == 0 ? OptionalLong.empty() : OptionalLong.of(size))
                .toList();
    }

    private static List<OptionalDouble> numbers(List<Double> given) {
        return new TreeSet<>(given).stream().map(OptionalDouble::of).toList();
    }

    private static <T> List<T> orOwn(List<T> given, T own) {
        return given.isEmpty() ? List.of(own) : given;
    }

    private void check(CommandLine command) {
        check(
                thresholds.stream()
                        .filter(threshold -> !(threshold >= 0 && Double.isFinite(threshold)))
                        .findFirst()
                        .orElse(null),
                "--threshold: must be at least 0 and finite",
                command);
        check(
                confidences.stream()
                        .filter(confidence -> !(confidence >= 0.5 && confidence < 1))
                        .findFirst()
                        .orElse(null),
                "--confidence: must be at least 0.5 and below 1",
                command);
        check(
                windowSizes().stream().filter(size -> size < 1).findFirst().orElse(null),
                "--window: must be at least 1ms",
                command);
    }

    private static void check(@Nullable Number wrong, String rule, CommandLine command) {
        if (wrong != null) {
            throw new ParameterException(command, rule + ", was " + wrong);
        }
    }
}
