package io.klarion.report.page;

import io.klarion.codec.AlertJson;
import io.klarion.codec.DataFileException;
import io.klarion.codec.DecodeLimits;
import io.klarion.codec.RecordFile;
import io.klarion.codec.VerdictJson;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Results in files of JSON lines, plain or {@code .gz}.
 *
 * @param verdicts one verdict a line
 * @param alerts one alert a line; empty when there is no such file
 */
public record RecordedResults(Path verdicts, Optional<Path> alerts) implements Results {

    /* A verdict of very many features is one line. */
    private static final DecodeLimits LIMITS = DecodeLimits.DEFAULT.withMaxBytes(1 << 30);

    @Override
    public void forEachVerdict(Consumer<Verdict> visit) {
        forEach(verdicts, VerdictJson::read, visit);
    }

    @Override
    public void forEachAlert(Consumer<Alert> visit) {
        alerts.ifPresent(path -> forEach(path, AlertJson::read, visit));
    }

    private static <T> void forEach(Path path, Function<byte[], T> form, Consumer<T> visit) {
        try (RecordFile lines = RecordFile.open(path, LIMITS)) {
            while (lines.next()) {
                visit.accept(read(path, lines, form));
            }
        }
    }

    private static <T> T read(Path path, RecordFile lines, Function<byte[], T> form) {
        try {
            return form.apply(lines.value());
        } catch (DataFileException e) {
            throw new DataFileException(path + ":" + lines.line() + ": " + e.getMessage(), e);
        }
    }
}
