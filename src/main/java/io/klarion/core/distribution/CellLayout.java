package io.klarion.core.distribution;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * All cells of a monitor in one row: the cells of its features one after the other, so that a window of all
 * features is a single {@code long[]} of counts.
 *
 * <p>Feature {@code f} owns the positions {@code [offset(f), offset(f + 1))}. Features travel in chunks of at
 * most {@value #CHUNK}, so that a very wide monitor spreads over tasks and no message nears the broker's size
 * limit. The digest names the binning; counts of different digests are never added.
 */
public final class CellLayout {

    /** The greatest number of features in a chunk. */
    public static final int CHUNK = 256;

    private final List<FeatureCells> features;
    private final int[] offsets;
    private final Map<String, Integer> positions = new HashMap<>();
    private final String digest;

    private CellLayout(List<FeatureCells> features) {
        this.features = List.copyOf(features);
        this.offsets = new int[features.size() + 1];
        for (int f = 0; f < features.size(); f++) {
            FeatureCells cells = features.get(f);
            offsets[f + 1] = Math.addExact(offsets[f], cells.binning().cells());
            if (positions.put(cells.name(), f) != null) {
                throw new IllegalArgumentException("features[" + f + "].name: must be unique, was " + cells.name());
            }
        }
        features.forEach(this::requireParts);
        this.digest = digest(features);
    }

    /**
     * The layout of these features, in this order.
     *
     * @throws IllegalArgumentException when two features have the same name, or a pair is of others
     */
    public static CellLayout of(List<FeatureCells> features) {
        return new CellLayout(features);
    }

    /* A pair is made of features of the same layout. */
    private void requireParts(FeatureCells feature) {
        if (feature.binning() instanceof JointBinning joint
                && !(positions.containsKey(joint.first()) && positions.containsKey(joint.second()))) {
            throw new IllegalArgumentException(
                    "features: must hold both features of the pair " + feature.name() + ", did not");
        }
    }

    /** The features in order. */
    public List<FeatureCells> features() {
        return features;
    }

    /** The feature at position {@code feature}. */
    public FeatureCells feature(int feature) {
        return features.get(feature);
    }

    /** The position of the feature with this name; empty when there is none. */
    public OptionalInt indexOf(String name) {
        Integer position = positions.get(name);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    /** The number of features. */
    public int size() {
        return features.size();
    }

    /** The number of cells of all features. */
    public int cells() {
        return offsets[features.size()];
    }

    /** The position of the first cell of feature {@code feature}; for {@code size()}, the number of cells. */
    public int offset(int feature) {
        return offsets[feature];
    }

    /** The number of chunks, at least 1. */
    public int chunks() {
        return Math.max(1, (features.size() + CHUNK - 1) / CHUNK);
    }

    /** The first feature of chunk {@code chunk}; for {@code chunks()}, the number of features. */
    public int chunkStart(int chunk) {
        return Math.min(features.size(), chunk * CHUNK);
    }

    /** The number of cells of chunk {@code chunk}. */
    public int chunkCells(int chunk) {
        return offsets[chunkStart(chunk + 1)] - offsets[chunkStart(chunk)];
    }

    /** SHA-256 of names, types and cells, as 64 hexadecimal digits: equal exactly when the layouts are. */
    public String digest() {
        return digest;
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof CellLayout layout && features.equals(layout.features);
    }

    @Override
    public int hashCode() {
        return features.hashCode();
    }

    @Override
    public String toString() {
        return "CellLayout[" + features.size() + " features, " + cells() + " cells]";
    }

    private static String digest(List<FeatureCells> features) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (FeatureCells feature : features) {
                add(sha, feature.name());
                add(sha, feature.type().key());
                for (int cell = 0; cell < feature.binning().cells(); cell++) {
                    add(sha, feature.binning().kind(cell).name());
                    add(sha, feature.binning().label(cell));
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private static void add(MessageDigest sha, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sha.update(bytes);
    }
}
