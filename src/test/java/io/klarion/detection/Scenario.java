package io.klarion.detection;

import java.util.List;

/**
 * What happens to a feature after its reference.
 *
 * @param name as in the results
 * @param mean by how many standard deviations the mean moves
 * @param scale what the standard deviation is multiplied by
 * @param missing the share of missing values; {@value #MISSING} in every reference
 * @param moved the share of records that goes from the commonest category to the fifth
 * @param fresh the share of records of a category that was never seen
 * @param rare the share of each category of the latter half, of other and of invalid; 0 where no category is rare
 */
record Scenario(String name, double mean, double scale, double missing, double moved, double fresh, double rare) {

    static final double MISSING = 0.01;

    /** Nothing happens. */
    static final Scenario NONE = numeric("null", 0, 1);

    /** What numeric features go through, nothing first. */
    static final List<Scenario> NUMERIC = List.of(
            NONE,
            numeric("mean+0.1sd", 0.1, 1),
            numeric("mean+0.25sd", 0.25, 1),
            numeric("mean+0.5sd", 0.5, 1),
            numeric("sd*1.2", 0, 1.2),
            numeric("sd*1.5", 0, 1.5),
            new Scenario("missing_1%->3%", 0, 1, 0.03, 0, 0, 0),
            new Scenario("missing_1%->10%", 0, 1, 0.1, 0, 0, 0));

    /** What categorical features go through, nothing first. */
    static final List<Scenario> CATEGORICAL = List.of(
            categorical("null_categorical", 0, 0),
            categorical("category_mix_5%", 0.05, 0),
            categorical("category_mix_10%", 0.1, 0),
            categorical("new_category_2%", 0, 0.02));

    /**
     * Nothing happens to a numeric feature whose values are missing about once in as many records as its reference holds:
     * in more than a third of such references never.
     */
    static Scenario rareMissing(Setting setting) {
        return new Scenario("null_missing_rare", 0, 1, 1.0 / setting.m(), 0, 0, 0);
    }

    /**
     * Nothing happens to a categorical feature with a long tail. Of the distinct values in a sample of words, names or codes about
     * half occur once (Zipf), and what occurs once in m records has a share of about 1/m; so have here the latter half of
     * the categories, what is not listed and what is invalid.
     */
    static Scenario rareCategories(Setting setting) {
        return new Scenario("null_categorical_rare", 0, 1, MISSING, 0, 0, 1.0 / setting.m());
    }

    static Scenario numeric(String name, double mean, double scale) {
        return new Scenario(name, mean, scale, MISSING, 0, 0, 0);
    }

    private static Scenario categorical(String name, double moved, double fresh) {
        return new Scenario(name, 0, 1, MISSING, moved, fresh, 0);
    }

    boolean isNull() {
        return name.startsWith(NONE.name);
    }
}
