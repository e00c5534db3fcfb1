package io.klarion.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.StringSubstitutor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Puts values from outside into the tree: {@code ${env:NAME}}, {@code ${env:NAME:-default}} and
 * {@code ${file:/path}} (without its last line end), anywhere in a text. A second dollar sign before the brace
 * keeps the text as it stands.
 *
 * <p>What is put in is not searched again, so a value from outside cannot ask for another one. Secrets are
 * remembered on the way, before anything can be printed. A value that cannot be resolved becomes a
 * {@link MissingNode}: its problem is recorded, and nobody complains of it again.
 */
final class Substitution {

    private static final String ENVIRONMENT = "env:";
    private static final String FILE = "file:";
    private static final int MAX_FILE_BYTES = 64 << 10;

    private final Map<String, String> environment;
    private final Reading reading;

    Substitution(Map<String, String> environment, Reading reading) {
        this.environment = environment;
        this.reading = reading;
    }

    /** Substitutes in all values of {@code tree}, in place. */
    void apply(JsonNode tree) {
        walk("", "", tree);
    }

    private JsonNode walk(String path, String key, JsonNode node) {
        if (node instanceof ObjectNode map) {
            for (String name : List.copyOf(map.propertyNames())) {
                map.set(name, walk(Section.join(path, name), name, map.get(name)));
            }
            return map;
        }
        if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, walk(path + "[" + i + "]", key, list.get(i)));
            }
            return list;
        }
        return substituted(path, key, node);
    }

    private JsonNode substituted(String path, String key, JsonNode node) {
        boolean isPlaceOfSecret = Secrets.isOfSink(path) || Secrets.isSecretName(key);
        JsonNode result = node.isString() ? new Text(path, isPlaceOfSecret).substitute(node) : node;
        if (isPlaceOfSecret && result.isValueNode() && !result.isNull() && !isKeyFile(path, result)) {
            reading.secrets().add(result.asString());
        }
        return result;
    }

    /* Where a key lies is not the key; unless somebody has put the key itself there. */
    private static boolean isKeyFile(String path, JsonNode value) {
        return path.equals("http.tls.key") && !value.asString().contains("-----BEGIN");
    }

    /* One text with its variables. */
    private final class Text {

        private final String path;
        private final boolean isPlaceOfSecret;
        private String failure = "";
        private String asked = "";
        private boolean secret;

        Text(String path, boolean isPlaceOfSecret) {
            this.path = path;
            this.isPlaceOfSecret = isPlaceOfSecret;
        }

        JsonNode substitute(JsonNode node) {
            String before = node.stringValue();
            try {
                String after = new StringSubstitutor(this::lookUp)
                        .setDisableSubstitutionInValues(true)
                        .setEnableUndefinedVariableException(true)
                        .replace(before);
                return after.equals(before) ? node : replaced(after);
            } catch (IllegalArgumentException e) {
                // The substitutor throws for a variable without a value and without a default.
                // What stands around it may be a part of the secret.
                JsonNode told = isPlaceOfSecret ? new StringNode("${" + asked + "}") : node;
                reading.problem(path, failure, Scalar.shown(told));
                return MissingNode.getInstance();
            }
        }

        private JsonNode replaced(String after) {
            if (secret) {
                reading.secrets().add(after);
            }
            JsonNode result = new StringNode(after);
            reading.substituted().add(result);
            return result;
        }

        private @Nullable String lookUp(String variable) {
            asked = variable;
            if (variable.startsWith(ENVIRONMENT)) {
                String name = variable.substring(ENVIRONMENT.length());
                failure = "use an environment variable that is set";
                return found(Optional.ofNullable(environment.get(name)), Secrets.isSecretName(name));
            }
            if (variable.startsWith(FILE)) {
                failure = "use a readable file of at most " + MAX_FILE_BYTES + " bytes";
                return found(content(variable.substring(FILE.length())), true);
            }
            failure = "use ${env:NAME}, ${env:NAME:-default} or ${file:/path}";
            return null;
        }

        private @Nullable String found(Optional<String> value, boolean isSecret) {
            secret |= isSecret;
            if (isSecret) {
                value.ifPresent(reading.secrets()::add);
            }
            return value.orElse(null);
        }

        private Optional<String> content(String name) {
            try {
                return SmallFile.text(Path.of(name), MAX_FILE_BYTES).map(text -> text.replaceFirst("\\R\\z", ""));
            } catch (IOException | InvalidPathException e) {
                return Optional.empty();
            }
        }
    }
}
