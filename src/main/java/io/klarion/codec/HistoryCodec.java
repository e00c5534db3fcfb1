package io.klarion.codec;

import io.klarion.core.monitor.PastWindow;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.LearnedDispersion;
import java.util.SortedMap;
import java.util.TreeMap;

/** The binary forms of what stage 2 remembers of closed windows; versions as in {@link StateCodec}. */
public final class HistoryCodec {

    private static final int PAST = 24;
    private static final int LEARNED = 26;

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
        BinaryWriter out = new BinaryWriter(StateCodec.VERSION, LEARNED).unsigned(learned.size());
        learned.forEach((place, each) -> out.unsigned(place)
                .unsigned(each.windows())
                .decimal(each.dispersion().rho())
                .decimal(each.dispersion().upper())
                .decimal(each.dispersion().spread())
                .unsigned(each.dispersion().windows())
                .decimal(each.windowSize()));
        return out.bytes();
    }

    /** What was learned, of these bytes. */
    public static SortedMap<Integer, LearnedDispersion> decodeLearned(byte[] bytes) {
        BinaryReader in = BinaryReader.of(bytes, StateCodec.VERSION, LEARNED);
        SortedMap<Integer, LearnedDispersion> learned = new TreeMap<>();
        for (int i = in.size(35); i > 0; i--) {
            BinaryReader.put(learned, in.integer(), learned(in));
        }
        in.end();
        return learned;
    }

    private static LearnedDispersion learned(BinaryReader in) {
        try {
            int windows = in.integer();
            Dispersion dispersion = new Dispersion(in.decimal(), in.decimal(), in.decimal(), in.integer());
            return new LearnedDispersion(windows, dispersion, in.decimal());
        } catch (IllegalArgumentException e) {
            throw new BinaryFormatException("must hold a learned dispersion, was none: " + e.getMessage(), e);
        }
    }
}
