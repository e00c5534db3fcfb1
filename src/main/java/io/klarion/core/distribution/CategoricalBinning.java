package io.klarion.core.distribution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells of a categorical or boolean feature: the listed categories, {@code other}, {@code missing},
 * {@code invalid}. The empty text is a category like any other. Finding a cell is one hash look-up.
 */
public final class CategoricalBinning implements Binning {

    private static final int NAMED = 3;
    private static final CategoricalBinning BOOLEAN = of(List.of("false", "true"));

    private final List<String> categories;
    private final Map<String, Integer> cells = new HashMap<>();

    private CategoricalBinning(List<String> categories) {
        this.categories = List.copyOf(categories);
        for (int i = 0; i < categories.size(); i++) {
            Integer before = cells.put(categories.get(i), i);
            if (before != null) {
                throw new IllegalArgumentException(
                        "categories[" + i + "]: must differ from categories[" + before + "], was the same text");
            }
        }
    }

    /**
     * The binning of these categories, most frequent first by custom.
     *
     * @throws IllegalArgumentException when a category is listed twice
     */
    public static CategoricalBinning of(List<String> categories) {
        return new CategoricalBinning(categories);
    }

    /** The binning of a boolean feature: {@code false}, {@code true}. */
    public static CategoricalBinning ofBoolean() {
        return BOOLEAN;
    }

    /** The cell of {@code category}; {@link #other()} when it is not listed. */
    public int cellOf(String category) {
        return cells.getOrDefault(category, other());
    }

    /** The cell of texts that are not listed. */
    public int other() {
        return categories.size();
    }

    /** The listed categories; category {@code i} is cell {@code i}. */
    public List<String> categories() {
        return categories;
    }

    @Override
    public int cells() {
        return categories.size() + NAMED;
    }

    @Override
    public CellKind kind(int cell) {
        if (cell < categories.size()) {
            return CellKind.CATEGORY;
        }
        return cell == invalid() ? CellKind.INVALID : cell == missing() ? CellKind.MISSING : CellKind.OTHER;
    }

    @Override
    public String label(int cell) {
        return switch (kind(cell)) {
            case CATEGORY -> categories.get(cell);
            case MISSING -> "missing";
            case INVALID -> "invalid";
            case OTHER, BELOW, BIN, ABOVE, PAIR -> "other";
        };
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof CategoricalBinning binning && categories.equals(binning.categories);
    }

    @Override
    public int hashCode() {
        return categories.hashCode();
    }

    @Override
    public String toString() {
        return categories.toString();
    }
}
