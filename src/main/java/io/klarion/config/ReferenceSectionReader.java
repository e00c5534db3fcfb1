package io.klarion.config;

import io.klarion.core.monitor.Previous;
import io.klarion.core.window.SlotKind;
import io.klarion.core.window.WindowSpec;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code reference} or {@code references} of a monitor. */
final class ReferenceSectionReader {

    private static final int MOST_REFERENCES = 100;
    private static final long MOST_REMEMBERED = 10_000;

    private static final Scalar<ZoneId> ZONE = new Scalar<>(
            "be a time zone such as Europe/Berlin",
            node -> node.stringValueOpt().flatMap(ReferenceSectionReader::zone));

    private final Path directory;
    private final Scalar<Path> file;

    /** Resolves reference files against {@code directory}. */
    ReferenceSectionReader(Path directory) {
        this.directory = directory;
        this.file = new Scalar<>(
                "be the path of a file",
                node -> node.stringValueOpt().filter(text -> !text.isBlank()).flatMap(this::resolve));
    }

    ReferenceConfig read(Section monitor, WindowSpec window) {
        if (!monitor.has("references")) {
            return monitor.requiredSection("reference", section -> one(section, window));
        }
        if (monitor.has("reference")) {
            monitor.problem("references", "be absent beside reference", "given");
            monitor.section("reference", section -> one(section, window));
        }
        return several(monitor);
    }

    private ReferenceConfig several(Section monitor) {
        List<ReferenceConfig.Named> named = monitor.sections("references", this::named);
        if (monitor.size("references") == 0 || monitor.size("references") > MOST_REFERENCES) {
            monitor.problem(
                    "references",
                    "hold 1 to " + MOST_REFERENCES + " references",
                    monitor.size("references") + " of them");
        }
        Set<String> seen = new HashSet<>();
        for (ReferenceConfig.Named each : named) {
            if (!each.name().isEmpty() && !seen.add(each.name())) {
                monitor.problem("references", "name each entry once", each.name() + " twice");
            }
        }
        return named.isEmpty()
                ? ReferenceConfig.of(directory)
                : new ReferenceConfig(named, Optional.empty(), Optional.empty());
    }

    private ReferenceConfig.Named named(Section section) {
        return new ReferenceConfig.Named(
                section.require("name").value("name", Limits.NAME).orElse(""), file(section));
    }

    private ReferenceConfig one(Section section, WindowSpec window) {
        return new ReferenceConfig(
                List.of(new ReferenceConfig.Named("", file(section))),
                slots(section, window),
                previous(section, window));
    }

    private Path file(Section section) {
        return section.require("file").value("file", file).orElse(directory);
    }

    private Optional<ReferenceConfig.Slots> slots(Section section, WindowSpec window) {
        Optional<SlotKind> kind = section.value("slots", Scalar.choice(SlotKind.CHOICES, SlotKind::key));
        Optional<ZoneId> zone = section.value("time-zone", ZONE);
        if (section.has("time-zone") && !section.has("slots")) {
            section.problem("time-zone", "be absent without slots", "given");
        }
        kind.filter(of -> window.size() > of.cycle())
                .ifPresent(of -> section.problem(
                        "slots",
                        "have windows of at most " + DurationText.of(Duration.ofMillis(of.cycle())),
                        of.key() + " with windows of " + DurationText.of(Duration.ofMillis(window.size()))));
        return kind.filter(of -> window.size() <= of.cycle())
                .map(of -> new ReferenceConfig.Slots(of, zone.orElse(ZoneId.of("UTC"))));
    }

    private Optional<Previous> previous(Section section, WindowSpec window) {
        if (!section.has("previous")) {
            return Optional.empty();
        }
        if (section.has("slots")) {
            section.problem("previous", "be absent beside slots", "given");
        }
        return section.section("previous", map -> {
            int windows = map.require("windows")
                    .value("windows", Scalar.integer(1, Previous.MOST))
                    .orElse(1);
            long remembered = windows * ((window.size() + window.advance() - 1) / window.advance());
            if (remembered > MOST_REMEMBERED) {
                map.problem(
                        "windows",
                        "need at most " + MOST_REMEMBERED + " overlapping windows to be remembered",
                        windows + ", which needs " + remembered);
            }
            return Optional.of(new Previous(
                    windows, map.value("exclude-drift", Scalar.FLAG).orElse(false)));
        });
    }

    private Optional<Path> resolve(String text) {
        try {
            return Optional.of(directory.resolve(text).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
