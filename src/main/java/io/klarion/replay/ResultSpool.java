package io.klarion.replay;

import io.klarion.codec.AlertJson;
import io.klarion.codec.VerdictJson;
import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.Segment;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Results as they come, from many tasks, put into the one order of the result files: by window end, monitor, segment
 * and revision, and among the alerts of a window by feature; what ends comes before what begins. Holds a line of index for each; the results themselves
 * wait in a file. Not thread-safe.
 */
public final class ResultSpool implements AutoCloseable {

    private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::windowEnd)
            .thenComparing(Place::monitor)
            .thenComparing(Place::segment)
            .thenComparingInt(Place::number)
            .thenComparingLong(Place::position);

    private static final int MAX_PARTS = 1 << 16;
    private static final List<AlertKind> KINDS = List.of(AlertKind.values());

    private final Path file;
    private final DataOutputStream out;
    private final List<Place> verdicts = new ArrayList<>();
    private final List<Place> alerts = new ArrayList<>();
    private long position;

    /* Where a result lies, and what it is sorted by. */
    private record Place(long windowEnd, String monitor, Segment segment, int number, long position, int length) {}

    /**
     * A spool in a file of this directory.
     *
     * @throws UncheckedIOException when it cannot be written to
     */
    public ResultSpool(Path directory) {
        try {
            this.file = Files.createTempFile(directory, "results-", ".spool");
            this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Takes in a verdict, in the form of its topic, and tells what it is. */
    public Verdict verdict(byte[] json) {
        Verdict verdict = VerdictJson.read(json);
        int number = verdict.revision() * MAX_PARTS + verdict.part();
        verdicts.add(append(verdict.end(), verdict.monitor(), verdict.segment(), number, json));
        return verdict;
    }

    /**
     * Takes in an alert, in the form of its topic, and tells what it is.
     *
     * @param feature the position of its feature in the monitor's layout
     */
    public Alert alert(byte[] json, ToIntFunction<Alert> feature) {
        Alert alert = AlertJson.read(json);
        int kind = feature.applyAsInt(alert) * KINDS.size() + KINDS.indexOf(alert.kind());
        int number = 2 * kind + (alert.state() == AlertTransition.RESOLVED ? 0 : 1);
        alerts.add(append(alert.windowEnd(), alert.monitor(), alert.segment(), number, json));
        return alert;
    }

    private Place append(long end, String monitor, Segment segment, int number, byte[] json) {
        try {
            out.write(json);
        } catch (IOException e) {
            throw failed(e);
        }
        Place place = new Place(end, monitor, segment, number, position, json.length);
        position += json.length;
        return place;
    }

    /** Hands over every verdict, then every alert, in order. */
    public void drain(Consumer<Verdict> eachVerdict, Consumer<Alert> eachAlert) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            out.flush();
            verdicts.sort(ORDER);
            for (Place place : verdicts) {
                eachVerdict.accept(VerdictJson.read(at(in, place)));
            }
            alerts.sort(ORDER);
            for (Place place : alerts) {
                eachAlert.accept(AlertJson.read(at(in, place)));
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static byte[] at(RandomAccessFile in, Place place) throws IOException {
        byte[] json = new byte[place.length()];
        in.seek(place.position());
        in.readFully(json);
        return json;
    }

    private static UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("cannot keep results: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
