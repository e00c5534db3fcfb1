package io.klarion.detection;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Streams of independent draws to which nothing happens. */
enum NullStream {
    /** Numbers with 1 % missing values. */
    NUMERIC,
    /** Categories of which none is rare. */
    CATEGORICAL,
    /** Numbers that are hardly ever missing. */
    MISSING_RARE,
    /** Categories with a long tail. */
    CATEGORICAL_RARE;

    /** That to which this change happens. */
    static NullStream before(String change) {
        return Scenario.CATEGORICAL.stream()
                        .anyMatch(scenario -> scenario.name().equals(change))
                ? CATEGORICAL
                : NUMERIC;
    }

    /** That of which this row tells; empty for other simulations. */
    static Optional<NullStream> of(SimulationRow row) {
        return Stream.of(values())
                .filter(stream -> stream.scenario(row.setting()).name().equals(row.scenario()))
                .findFirst();
    }

    /** The names of what happens in them: nothing. */
    static List<String> names() {
        Setting any = new Setting(1, 1, 1);
        return Stream.of(values()).map(stream -> stream.scenario(any).name()).toList();
    }

    /** What happens in it. */
    Scenario scenario(Setting setting) {
        return switch (this) {
            case NUMERIC -> Scenario.NONE;
            case CATEGORICAL -> Scenario.CATEGORICAL.get(0);
            case MISSING_RARE -> Scenario.rareMissing(setting);
            case CATEGORICAL_RARE -> Scenario.rareCategories(setting);
        };
    }

    /** What else may happen to it in the grid. */
    List<Scenario> changes() {
        return switch (this) {
            case NUMERIC -> Scenario.NUMERIC.subList(1, Scenario.NUMERIC.size());
            case CATEGORICAL -> Scenario.CATEGORICAL.subList(1, Scenario.CATEGORICAL.size());
            case MISSING_RARE, CATEGORICAL_RARE -> List.of();
        };
    }

    /** All of it, with seeds of this purpose. */
    SimulatedFeature feature(Setting setting, String purpose) {
        Randomness random = new Randomness(setting.seed(scenario(setting).name() + purpose));
        return this == NUMERIC || this == MISSING_RARE
                ? new NumericFeature(setting, random, scenario(setting))
                : new CategoricalFeature(setting, random, scenario(setting));
    }
}
