package io.klarion.codec;

import java.util.List;

/**
 * The categories of a feature in the two forms they are found in. Immutable once made.
 *
 * @param characters as a parser gives them
 * @param bytes as they stand in a record
 */
record CategoryTexts(TextIndex characters, Utf8Index bytes) {

    /** These categories, by their order. */
    static CategoryTexts of(List<String> categories) {
        TextIndex characters = new TextIndex(categories.size());
        categories.forEach(characters::add);
        return new CategoryTexts(characters, new Utf8Index(categories));
    }
}
