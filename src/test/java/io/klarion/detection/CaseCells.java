package io.klarion.detection;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.profile.CategoryChoice;
import io.klarion.core.profile.CategoryCounter;
import io.klarion.core.profile.FeatureProposal;
import io.klarion.core.profile.QuantileCells;
import io.klarion.core.profile.ValueCounter;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.SpentRecords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells that the product cuts for a public series, from its reference range, with the default numbers. */
final class CaseCells {

    private static final int INTERVALS = 20;

    private final Map<String, List<Double>> spent = new HashMap<>();
    private final CellLayout layout;

    private CaseCells(PublicCase series) {
        List<FeatureCells> features = new ArrayList<>();
        for (int f = 0; f < series.features().size(); f++) {
            features.add(feature(series, f));
        }
        this.layout = CellLayout.of(features);
    }

    static CaseCells of(PublicCase series) {
        return new CaseCells(series);
    }

    private FeatureCells feature(PublicCase series, int f) {
        PublicCase.Feature feature = series.features().get(f);
        ValueCounter numbers = new ValueCounter();
        CategoryCounter texts = new CategoryCounter();
        for (PublicCase.Row row : series.records()) {
            Object value = series.reference().holds(row.time()) ? row.values().get(f) : null;
            if (value instanceof Double number) {
                numbers.add(number);
            } else if (value instanceof String text) {
                texts.add(text);
            }
        }
        return feature.numeric()
                ? new FeatureCells(feature.name(), FeatureType.NUMERIC, QuantileCells.of(numbers.snapshot(), INTERVALS))
                : new FeatureCells(feature.name(), FeatureType.CATEGORICAL, listed(feature.name(), texts));
    }

    private CategoricalBinning listed(String feature, CategoryCounter texts) {
        CategoryChoice choice = CategoryChoice.of(texts, FeatureProposal.CATEGORIES);
        if (choice.isSplit()) {
            spent.put(feature, choice.spent());
        }
        return CategoricalBinning.of(choice.categories());
    }

    /** The reference that the product makes of what these cells counted. */
    Reference of(Reference counted) {
        return new SpentRecords(spent).takenOutOf(counted);
    }

    CellLayout layout() {
        return layout;
    }

    /** The cell of each feature, within its binning. */
    int[] of(PublicCase.Row row) {
        int[] cells = new int[layout.size()];
        for (int f = 0; f < cells.length; f++) {
            cells[f] = cell(layout.feature(f).binning(), row.values().get(f));
        }
        return cells;
    }

    private static int cell(Binning binning, @Nullable Object value) {
        if (value == null) {
            return binning.missing();
        }
        return binning instanceof NumericBinning numeric
                ? numeric.cellOf((Double) value)
                : ((CategoricalBinning) binning).cellOf((String) value);
    }
}
