package io.klarion.config;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * What the readers of one configuration share. Not thread-safe.
 *
 * @param problems what is wrong so far
 * @param secrets what may not be shown
 * @param substituted values that came from outside, by identity: texts, even where a number is meant
 * @param knownKeys every key a reader asked for, without list positions, such as {@code monitors[].window.size}
 */
record Reading(Problems problems, Secrets secrets, Set<JsonNode> substituted, Set<String> knownKeys) {

    Reading() {
        this(new Problems(), new Secrets(), Collections.newSetFromMap(new IdentityHashMap<>()), new TreeSet<>());
    }

    /** The same with problems of its own that nobody will see. */
    Reading muted() {
        return new Reading(new Problems(), secrets, substituted, knownKeys);
    }

    /** Records a problem, with secrets in {@code value} masked. */
    void problem(String path, String rule, String value) {
        problems.add(path, rule, secrets.mask(value));
    }

    /** {@code node} for a message, with secrets masked before anything is cut off. */
    String shown(JsonNode node) {
        return shown(node, UnaryOperator.identity());
    }

    /** The same, with what {@code telling} says of a text. */
    String shown(JsonNode node, UnaryOperator<String> telling) {
        if (!node.isString()) {
            return Scalar.shown(node);
        }
        String text = node.stringValue();
        String told = telling.apply(text);
        return Scalar.shown(new StringNode(told.equals(text) ? secrets.mask(text) : told));
    }

    /** Remembers that {@code path} is a key of the format. */
    void know(String path) {
        knownKeys.add(path.replaceAll("\\[\\d+]", "[]"));
    }
}
