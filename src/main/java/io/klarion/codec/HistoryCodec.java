package io.klarion.codec;

import io.klarion.core.monitor.PastWindow;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.LearnedDispersion;
import io.klarion.core.reference.Wander;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The binary forms of what stage 2 remembers of closed windows; versions as in {@link StateCodec}. */
public final class HistoryCodec {

    private static final int PAST = 24;
    private static final int LEARNED = 26;
    private static final int LEARNED_WITH_WANDER = 27;

    private HistoryCodec() {}

    /** A remembered window. */
    public static byte[] encodePast(PastWindow window) {
        SortedMap<Integer, long[]> features = window.features();
        BinaryWriter out =
                new BinaryWriter(StateCodec.VERSION, PAST).signed(window.end()).unsigned(features.size());
        features.forEach((place, counts) -> out.unsigned(place).counts(counts));
        return out.bytes();
    }

    /** The window of these bytes. */
    public static PastWindow decodePast(byte[] bytes) {
        BinaryReader in = BinaryReader.of(bytes, StateCodec.VERSION, PAST);
        long end = in.signed();
        SortedMap<Integer, long[]> features = new TreeMap<>();
        for (int i = in.size(3); i > 0; i--) {
            BinaryReader.put(features, in.integer(), in.counts());
        }
        in.end();
        return new PastWindow(end, features);
    }

    /** What was learned of a group, by the feature's place in the chunk. */
    public static byte[] encodeLearned(SortedMap<Integer, LearnedDispersion> learned) {
        boolean wanders = wanders(learned);
        BinaryWriter out =
                new BinaryWriter(StateCodec.VERSION, wanders ? LEARNED_WITH_WANDER : LEARNED).unsigned(learned.size());
        learned.forEach((place, each) -> {
            Dispersion dispersion = each.dispersion();
            out.unsigned(place)
                    .unsigned(each.windows())
                    .decimal(dispersion.rho())
                    .decimal(dispersion.upper())
                    .decimal(dispersion.spread())
                    .unsigned(dispersion.windows())
                    .decimal(each.windowSize());
            if (wanders) {
                out.unsigned(dispersion.wander().isPresent() ? 1 : 0);
                dispersion
                        .wander()
                        .ifPresent(wander -> out.decimal(wander.location()).decimal(wander.scale()));
            }
        });
        return out.bytes();
    }

    /* Where it is known of no feature, the form is that of releases before. */
    private static boolean wanders(SortedMap<Integer, LearnedDispersion> learned) {
        return learned.values().stream()
                .anyMatch(each -> each.dispersion().wander().isPresent());
    }

    /** What was learned, of these bytes. */
    public static SortedMap<Integer, LearnedDispersion> decodeLearned(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes, StateCodec.VERSION);
        boolean wanders = in.kind() == LEARNED_WITH_WANDER;
        if (!wanders && in.kind() != LEARNED) {
            throw new BinaryFormatException(
                    "must be of kind " + LEARNED + " or " + LEARNED_WITH_WANDER + ", was " + in.kind());
        }
        SortedMap<Integer, LearnedDispersion> learned = new TreeMap<>();
        for (int i = in.size(35); i > 0; i--) {
            BinaryReader.put(learned, in.integer(), learned(in, wanders));
        }
        in.end();
        if (wanders && !wanders(learned)) {
            throw new BinaryFormatException("must tell how much windows wander, did not");
        }
        return learned;
    }

    private static LearnedDispersion learned(BinaryReader in, boolean wanders) {
        try {
            int windows = in.integer();
            double rho = in.decimal();
            double upper = in.decimal();
            double spread = in.decimal();
            int of = in.integer();
            double windowSize = in.decimal();
            return new LearnedDispersion(
                    windows, new Dispersion(rho, upper, spread, of, wander(in, wanders)), windowSize);
        } catch (IllegalArgumentException e) {
            throw new BinaryFormatException("must hold a learned dispersion, was none: " + e.getMessage(), e);
        }
    }

    private static Optional<Wander> wander(BinaryReader in, boolean wanders) {
        return wanders && in.flag() ? Optional.of(new Wander(in.decimal(), in.decimal())) : Optional.empty();
    }
}
